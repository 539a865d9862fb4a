import type { IdentifierIndex } from "../../../../src/graph/identifier-index.ts";

/** Another way to find rings, to hold ours against. Sees the same events and no labels. */
export interface Baseline {
  /** Says all that decides what it finds, its constants included. */
  readonly name: string;
  /** Variants of one family stand in the table by the best of them. */
  readonly family: string;
  /** Groups of accounts (indices) that it accuses; no account in two of them. */
  readonly find: (index: IdentifierIndex) => Int32Array[];
}
