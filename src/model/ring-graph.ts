import type { AccountId } from "./account.ts";
import type { Family } from "./identifier.ts";

/** Members of a ring and the links between them: all of a small ring, of a large one a part that can be drawn. */
export interface RingGraph {
  /** Those with the most evidence first. */
  readonly nodes: readonly RingGraphNode[];
  /** Between members that are shown, each once; the strongest first. */
  readonly links: readonly RingGraphLink[];
  /** What is not shown. */
  readonly rest: {
    readonly accounts: number;
    /** Of these accounts. */
    readonly requests: number;
    /** Links that lead from a member that is shown to one that is not. */
    readonly links: number;
  };
}

export interface RingGraphNode {
  readonly accountId: AccountId;
  /** Bits of its strongest link inside the ring. */
  readonly evidenceBits: number;
  readonly requestCount: number;
  readonly joinedAt: Date;
}

export interface RingGraphLink {
  readonly source: AccountId;
  readonly target: AccountId;
  readonly bits: number;
  readonly byFamily: Readonly<Record<Family, number>>;
  /** What closeness in time adds. */
  readonly timing: number;
}
