import type { TableColumn } from "../../../../src/cli/format-table.ts";

/** A table with its title and what has to be said about it. */
export interface Section {
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
  /** One sentence or several each. */
  readonly notes: readonly string[];
}

/** The first column is of words, the others of numbers. */
export const columnsOf = (first: string, ...others: readonly string[]): TableColumn[] => [
  { title: first },
  ...others.map((title): TableColumn => ({ title, align: "right" })),
];

/** Four decimals, because the aims lie within half a percent of one; never rounded up to one. */
export function formatShare(share: number | undefined): string {
  if (share === undefined || Number.isNaN(share)) return "-";
  return share < 1 && share > 0.9999 ? "0.9999" : share.toFixed(4);
}

/** The middle one; of an even number, the mean of the two in the middle. Undefined of none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((left, right) => left - right);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return sorted.length === 0 ? undefined : (low + high) / 2;
}
