import type { Identifier } from "./identifier.ts";
import type { VerdictKind } from "./verdict.ts";

/** An identifier that members of a ring share, and what it contributes. */
export interface RingEvidence extends Identifier {
  /** The identifier's key in the database: names it without saying what it is. */
  readonly key: number;
  readonly memberCount: number;
  /** Accounts in the window that use it and are not members. */
  readonly otherCount: number;
  /** What sharing it says about two members. */
  readonly bits: number;
  /** `bits` times the members that it ties beyond the first. */
  readonly contribution: number;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  /** What an analyst had said of it when the run looked; null where nobody had. What is excused says no bits. */
  readonly verdict: VerdictKind | null;
}
