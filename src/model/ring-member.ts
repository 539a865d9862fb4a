import type { AccountId } from "./account.ts";

/** An account in a ring. */
export interface RingMember extends MemberExplanation {
  readonly accountId: AccountId;
  /** `asOf` of the run that first found it in the ring. */
  readonly joinedAt: Date;
  /** Bits of its strongest link inside the ring. */
  readonly evidenceBits: number;
  readonly requestCount: number;
}

/** Why an account is in a ring, in sentences that a person can check; the account is the subject of each. */
export interface MemberExplanation {
  /** What ties it to the ring: the most telling of each family first. */
  readonly reasons: readonly string[];
  /** What speaks against that. What speaks against the whole ring is among its signals. */
  readonly against: readonly string[];
}
