import type { AccountId } from "./account.ts";
import type { Family, Identifier } from "./identifier.ts";
import type { RingId } from "./ring.ts";
import type { MemberExplanation } from "./ring-member.ts";

/** What is known of one account. */
export interface AccountProfile extends MemberExplanation {
  readonly id: AccountId;
  /** The ring that the newest run found it in. */
  readonly ringId: RingId | null;
  /** The risk of that ring, in [0, 1]; 0 without one. */
  readonly risk: number;
  readonly signedUpAt: Date | null;
  readonly organizationId: string | null;
  /** Strongest first. */
  readonly links: readonly AccountLink[];
  readonly activity: AccountActivity;
}

/** Evidence that one hand runs an account and its partner, in bits. */
export interface AccountLink {
  readonly partnerId: AccountId;
  readonly bits: number;
  readonly byFamily: Readonly<Record<Family, number>>;
  /** What closeness in time adds. */
  readonly timing: number;
  /** Identifiers that both use, the most telling first; at most five. */
  readonly shared: readonly Identifier[];
}

/** All that was ever taken in of an account. */
export interface AccountActivity {
  readonly requestCount: number;
  /** Days (UTC) with usage. */
  readonly activeDays: number;
  readonly firstEventAt: Date;
  readonly lastEventAt: Date;
}
