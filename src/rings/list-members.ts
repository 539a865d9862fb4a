import type { Db } from "../db/database.ts";
import type { Reveal } from "../model/identifier.ts";
import type { AccountId } from "../model/account.ts";
import type { RingMember } from "../model/ring-member.ts";
import type { RingId } from "../model/ring.ts";
import { explainMembers } from "./explain-members.ts";

export interface MemberListOptions {
  readonly limit: number;
  /** Id of the account that the page before ended with. */
  readonly after?: string | undefined;
  /** How identifiers are shown in the sentences; plainly unless told. */
  readonly reveal?: Reveal;
}

/** The members of a ring in the order of their account ids, each with why it is one. */
export async function listMembers(
  db: Db,
  ringId: RingId,
  { limit, after, reveal }: MemberListOptions,
): Promise<RingMember[]> {
  const rows = await db
    .selectFrom("ring_members")
    .innerJoin("accounts", "accounts.key", "ring_members.account_key")
    .select(["accounts.key", "accounts.id", "joined_at", "evidence_bits", "request_count"])
    .where("ring_id", "=", ringId)
    .$if(after !== undefined, (query) => query.where("accounts.id", ">", after as string))
    .orderBy("accounts.id")
    .limit(limit)
    .execute();
  const explanations = await explainMembers(
    db,
    ringId,
    rows.map(({ key }) => key),
    reveal,
  );
  return rows.map((row) => ({
    accountId: row.id as AccountId,
    joinedAt: row.joined_at,
    evidenceBits: row.evidence_bits,
    requestCount: row.request_count,
    ...(explanations.get(row.key) ?? { reasons: [], against: [] }),
  }));
}
