import type { AccountId } from "./account.ts";
import type { Brand } from "./brand.ts";
import type { RingId, RingStatus } from "./ring.ts";

export type RingChangeId = Brand<string, "RingChangeId">;

/** Kinds of changes that tell where a ring comes from, or what went into it: they name another ring. */
export const lineageKinds = ["split", "merged", "succeeded"] as const;
export type LineageKind = (typeof lineageKinds)[number];

/**
 * What can happen to a ring, in the order in which one run notes it.
 *
 * `split`: it came off another; `merged`: another went into it; `succeeded`: it took over what another used, without its members.
 * `grown` is a growth that matters by the policy, `members` any other coming and going.
 */
export const ringChangeKinds = [
  "appeared",
  ...lineageKinds,
  "returned",
  "members",
  "grown",
  "risk",
  "flagged",
  "released",
  "dissolved",
  "decided",
] as const;
export type RingChangeKind = (typeof ringChangeKinds)[number];

/** One thing that happened to a ring. */
export interface RingChange {
  readonly id: RingChangeId;
  readonly ringId: RingId;
  readonly kind: RingChangeKind;
  /** `asOf` of the run that found it, or when it was decided. */
  readonly at: Date;
  /** The run that found it; null of a decision. */
  readonly runId: string | null;
  /** The ring that it came from or that went into it. */
  readonly otherRingId: RingId | null;
  /** How the ring was afterwards; a dissolved one keeps the numbers that it had. */
  readonly memberCount: number;
  readonly risk: number;
  readonly status: RingStatus;
  readonly joinedCount: number;
  readonly leftCount: number;
  /** Who came and went, by account id; the first hundred of each. */
  readonly joined: readonly AccountId[];
  readonly left: readonly AccountId[];
  /** One sentence that a person can check. */
  readonly reason: string;
}
