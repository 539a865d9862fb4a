import type { ComponentChildren } from "preact";

interface FigureProps {
  readonly title: string;
  /** Whether somebody should look into it. */
  readonly isBad?: boolean;
  readonly children: ComponentChildren;
}

/** A number with what it counts, in a `dl` of the class `figures`. */
export function Figure({ title, isBad = false, children }: FigureProps) {
  return (
    <div class={isBad ? "figure bad" : "figure"}>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
