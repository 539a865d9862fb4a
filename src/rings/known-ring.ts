import type { DecisionOutcome } from "../model/decision.ts";
import type { RingId, RingStatus } from "../model/ring.ts";

/** A ring as the runs before left it: one that is there, or one that is gone and would be known again. */
export interface KnownRing {
  readonly id: RingId;
  /** `dissolved` of one that is gone, whatever was decided on it. */
  readonly status: RingStatus;
  /** Keys of its accounts; of a ring that is gone those it had last. */
  readonly members: readonly number[];
  /** Keys of the accounts on which a decision that still stands was made; undefined of an open ring. */
  readonly decidedOn: ReadonlySet<number> | undefined;
}

/** A known ring with what must last, and with what was last noted of it. */
export interface StoredRing extends KnownRing {
  /** Number of the run that first found it. */
  readonly bornRun: number;
  readonly firstFlaggedAt: Date | null;
  /** By account key. */
  readonly joinedAt: ReadonlyMap<number, Date>;
  readonly flagged: boolean;
  readonly risk: number;
  /** The newest decision on it, reopening included. */
  readonly decision: { readonly outcome: DecisionOutcome; readonly decidedAt: Date } | undefined;
  /** The risk when a change of it was last noted. */
  readonly notedRisk: number;
  /** The members when growth was last noted, it was decided, came back or appeared. */
  readonly notedMemberCount: number;
}
