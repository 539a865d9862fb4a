import { sql } from "kysely";
import { toRingBody } from "../contract/to-ring-body.ts";
import type { Database, Db } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Policy } from "../detection/policy.ts";
import type { MemberTies } from "../model/member-ties.ts";
import type { Ring } from "../model/ring.ts";
import { appendMessages } from "../outbox/append-messages.ts";
import { linkRing } from "../outbox/link-ring.ts";
import type { Message } from "../outbox/message.ts";
import { messageId } from "../outbox/message-id.ts";
import { findRing } from "../rings/ring-queries.ts";
import { weighNewcomers } from "../rings/weigh-newcomers.ts";
import { findRunPolicy } from "./find-run-policy.ts";

/** Accounts that are looked at in one transaction. */
const portion = 500;

/**
 * Looks at the accounts that turned up with something of a confirmed ring's, and tells of those that belong to it by what they share. Several
 * processes may do this at once.
 *
 * @returns how many were looked at; 0 where there are none left
 */
export function attachAccounts(database: Pick<Database, "pool">, now: Date): Promise<number> {
  return inTransaction(database, async ({ tx }) => {
    const candidates = await takeCandidates(tx);
    if (candidates.length === 0) return 0;
    const policy = await findRunPolicy(tx);
    for (const ringId of new Set(candidates.map(({ ring_id }) => ring_id))) {
      const ring = await findRing(tx, ringId);
      // By a policy that this program does not know nobody can be judged; the next run will.
      if (!policy || ring?.status !== "confirmed") continue;
      const keys = candidates.flatMap(({ ring_id, account_key }) => (ring_id === ringId ? [account_key] : []));
      await attach(tx, ring, keys, policy, now);
    }
    return candidates.length;
  });
}

interface Candidate {
  readonly account_key: number;
  readonly ring_id: string;
}

async function takeCandidates(db: Db): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    delete from attachment_candidates where (account_key, ring_id) in (
      select account_key, ring_id from attachment_candidates order by 1, 2 limit ${portion} for update skip locked)
    returning account_key, ring_id`.execute(db);
  return rows;
}

async function attach(
  db: Db,
  ring: Ring,
  accountKeys: readonly number[],
  policy: Pick<Policy, "evidence">,
  now: Date,
): Promise<void> {
  const belonging = await weighNewcomers(db, ring, accountKeys, policy.evidence);
  const { rows } = await sql<{ key: number; id: string }>`
    with attached as (
      insert into ring_attachments (ring_id, account_key, attached_at, bits)
      select ${ring.id}, account_key, ${now}::timestamptz, bits
      from unnest(${[...belonging.keys()]}::bigint[], ${[...belonging.values()].map(({ bits }) => bits)}::real[]) as belonging (account_key, bits)
      where not exists (select from ring_members where ring_members.account_key = belonging.account_key)
      on conflict do nothing
      returning account_key
    )
    select key, id from attached join accounts on accounts.key = account_key order by id`.execute(db);
  const messages = rows.map(({ key, id }) => toMessage(ring, id, belonging.get(key) as MemberTies, now));
  await appendMessages(db, messages, now);
}

function toMessage(ring: Ring, accountId: string, { bits, neededBits, byFamily }: MemberTies, now: Date): Message {
  return {
    id: messageId("account.attached", ring.id, accountId, now),
    type: "account.attached",
    ring,
    data: {
      // Nowhere else: an erasure looks for it as a value.
      account_id: accountId,
      ties: { bits, needed_bits: neededBits, families: byFamily },
      ring: toRingBody(ring),
      links: linkRing(ring.id),
    },
  };
}
