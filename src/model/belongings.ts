/** How many things of a sort an account was seen with, and how many of them no other account uses. */
export interface Belongings {
  readonly count: number;
  readonly own: number;
}

/** The sorts of things that people have for themselves. */
export const belongingSorts = ["addresses", "cards", "devices"] as const;
export type BelongingSort = (typeof belongingSorts)[number];
