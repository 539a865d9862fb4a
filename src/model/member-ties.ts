import type { AccountId } from "./account.ts";
import type { Family, Identifier } from "./identifier.ts";

/** What ties a member to its ring as a whole, and what would untie it. */
export interface MemberTies {
  /** How far what it shares with the ring says that it belongs, in bits; the sum of the families. */
  readonly bits: number;
  /** So many it needs. */
  readonly neededBits: number;
  readonly byFamily: Readonly<Record<Family, number>>;
  /**
   * The fewest identifiers without which it would not belong; undefined where it does not by what it shares alone: something else holds it,
   * such as sign-ups made together.
   */
  readonly untiedBy: readonly Identifier[] | undefined;
}

/** A member that another is strongly linked with. */
export interface Partner {
  readonly accountId: AccountId;
  readonly bits: number;
}

/** Why a member belongs to its ring, in numbers. */
export interface MembershipExplanation {
  /** Undefined where the policy of the run is not known to this program. */
  readonly ties: MemberTies | undefined;
  /** The strongest first. */
  readonly partners: readonly Partner[];
}
