import { identifierKinds, type Reveal } from "../model/identifier.ts";
import type { MembershipExplanation } from "../model/member-ties.ts";
import type { RingMember } from "../model/ring-member.ts";
import { showPlainly } from "./mask-identifiers.ts";
import type { MemberBody } from "./ring.ts";

/**
 * A member of a ring as it leaves.
 *
 * @param reveal how identifiers are shown; plainly unless told
 */
export function toMemberBody(
  member: RingMember,
  { ties, partners }: MembershipExplanation,
  reveal: Reveal = showPlainly,
): MemberBody {
  return {
    account_id: member.accountId,
    joined_at: member.joinedAt.toISOString(),
    evidence_bits: member.evidenceBits,
    request_count: member.requestCount,
    reasons: [...member.reasons],
    against: [...member.against],
    ties: ties ? { bits: ties.bits, needed_bits: ties.neededBits, families: { ...ties.byFamily } } : null,
    partners: partners.map(({ accountId, bits }) => ({ account_id: accountId, bits })),
    untied_by:
      ties?.untiedBy?.map(reveal).map(({ kind, value }) => ({ kind, family: identifierKinds[kind].family, value })) ??
      null,
  };
}
