import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { AccountId } from "../model/account.ts";
import type { AccountActivity, AccountProfile } from "../model/account-profile.ts";
import type { Reveal } from "../model/identifier.ts";
import { DomainError } from "../model/errors.ts";
import type { RingId } from "../model/ring.ts";
import { explainMembers } from "./explain-members.ts";
import { listAccountLinks } from "./list-account-links.ts";

/**
 * What is known of one account, with the ring that the newest run found it in.
 *
 * @param reveal how identifiers are shown; plainly unless told
 * @throws {DomainError} `account-not-found`
 */
export async function findAccount(db: Db, id: string, reveal?: Reveal): Promise<AccountProfile> {
  const row = id.includes("\0") ? undefined : await selectAccount(db, id);
  if (!row) throw accountNotFound(id);
  const activity = await selectActivity(db, row.key);
  const ringId = row.ring_id as RingId | null;
  const explanation = ringId === null ? undefined : (await explainMembers(db, ringId, [row.key], reveal)).get(row.key);
  return {
    id: row.id as AccountId,
    ringId,
    risk: row.risk ?? 0,
    signedUpAt: row.signed_up_at,
    organizationId: row.organization_id,
    ...(explanation ?? { reasons: [], against: [] }),
    links: row.ring_id === null ? [] : await listAccountLinks(db, row.key, { reveal }),
    activity: { ...activity, firstEventAt: row.first_event_at, lastEventAt: row.last_event_at },
  };
}

/**
 * The key of an account.
 *
 * @throws {DomainError} `account-not-found`
 */
export async function requireAccountKey(db: Db, id: string): Promise<number> {
  const row = id.includes("\0")
    ? undefined
    : await db.selectFrom("accounts").select("key").where("id", "=", id).executeTakeFirst();
  if (!row) throw accountNotFound(id);
  return row.key;
}

const accountNotFound = (id: string) =>
  new DomainError("not-found", "account-not-found", `No event of an account ${id} was taken in`);

function selectAccount(db: Db, id: string) {
  return db
    .selectFrom("accounts")
    .leftJoin("ring_members", "ring_members.account_key", "accounts.key")
    .leftJoin("rings", "rings.id", "ring_members.ring_id")
    .select(["accounts.key", "accounts.id", "signed_up_at", "organization_id"])
    .select(["accounts.first_event_at", "accounts.last_event_at", "ring_members.ring_id", "rings.risk"])
    .where("accounts.id", "=", id)
    .executeTakeFirst();
}

async function selectActivity(
  db: Db,
  accountKey: number,
): Promise<Pick<AccountActivity, "requestCount" | "activeDays">> {
  const row = await db
    .selectFrom("account_days")
    .select([sql<number>`coalesce(sum(request_count), 0)::bigint`.as("requests")])
    .select(sql<number>`count(distinct day) filter (where request_count > 0)`.as("days"))
    .where("account_key", "=", accountKey)
    .executeTakeFirstOrThrow();
  return { requestCount: row.requests, activeDays: row.days };
}
