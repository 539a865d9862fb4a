import type { AccountId } from "./account.ts";

/** An account in a ring. */
export interface RingMember {
  readonly accountId: AccountId;
  /** `asOf` of the run that first found it in the ring. */
  readonly joinedAt: Date;
  /** Bits of its strongest link inside the ring. */
  readonly evidenceBits: number;
  readonly requestCount: number;
}
