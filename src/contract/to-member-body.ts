import type { RingMember } from "../model/ring-member.ts";
import type { MemberBody } from "./ring.ts";

/** A member of a ring as it leaves. */
export function toMemberBody(member: RingMember): MemberBody {
  return {
    account_id: member.accountId,
    joined_at: member.joinedAt.toISOString(),
    evidence_bits: member.evidenceBits,
    request_count: member.requestCount,
    reasons: [...member.reasons],
    against: [...member.against],
  };
}
