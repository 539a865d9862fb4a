import { familyLooks, type Shape } from "../appearance.ts";
import type { Family } from "../../model/identifier.ts";

/** The families as they are drawn in the graph: by colour and by shape. */
export function Families({ families }: { readonly families: readonly Family[] }) {
  return (
    <span class="families">
      {families.map((family) => (
        <span key={family} class="family">
          <FamilyMark family={family} /> {familyLooks[family].title}
        </span>
      ))}
    </span>
  );
}

export function FamilyMark({ family }: { readonly family: Family }) {
  const { colour, shape } = familyLooks[family];
  return (
    <svg class="family-mark" viewBox="-10 -10 20 20" aria-hidden="true">
      <path d={outlines[shape]} fill={colour} />
    </svg>
  );
}

/** Of the same area by eye. */
const outlines: Readonly<Record<Shape, string>> = {
  circle: "M-8,0a8,8 0 1,0 16,0a8,8 0 1,0 -16,0",
  square: "M-7,-7h14v14h-14z",
  diamond: "M0,-9.5L9.5,0L0,9.5L-9.5,0z",
  triangle: "M0,-9L9,7.5L-9,7.5z",
  plus: "M-3.2,-8.5h6.4v5.3h5.3v6.4h-5.3v5.3h-6.4v-5.3h-5.3v-6.4h5.3z",
  hexagon: "M-4.5,-8h9L9,0L4.5,8h-9L-9,0z",
};
