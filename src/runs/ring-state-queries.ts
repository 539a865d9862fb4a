import type { Db } from "../db/database.ts";
import type { RingId } from "../model/ring.ts";
import type { KnownRing } from "./assemble-rings.ts";

/** The rings that the runs so far left behind, but the dissolved ones, in the order of their ids. */
export async function loadKnownRings(db: Db): Promise<KnownRing[]> {
  const rings = await db
    .selectFrom("rings")
    .select(["id", "status", "first_flagged_at"])
    .where("status", "<>", "dissolved")
    .orderBy("id")
    .execute();
  const members = await db.selectFrom("ring_members").select(["ring_id", "account_key", "joined_at"]).execute();
  const joinedAt = new Map(rings.map(({ id }) => [id, new Map<number, Date>()]));
  for (const { ring_id, account_key, joined_at } of members) joinedAt.get(ring_id)?.set(account_key, joined_at);
  return rings.map(({ id, status, first_flagged_at }) => {
    const joined = joinedAt.get(id) ?? new Map<number, Date>();
    return {
      id: id as RingId,
      status,
      firstFlaggedAt: first_flagged_at,
      joinedAt: joined,
      members: [...joined.keys()],
    };
  });
}

/** Ids of accounts by key. */
export async function loadAccountIds(db: Db, keys: readonly number[]): Promise<Map<number, string>> {
  const ids = new Map<number, string>();
  // Postgres takes 65,535 parameters at most; Kysely makes one of each key.
  for (let start = 0; start < keys.length; start += 30_000) {
    const some = keys.slice(start, start + 30_000);
    const rows = await db.selectFrom("accounts").select(["key", "id"]).where("key", "in", some).execute();
    for (const { key, id } of rows) ids.set(key, id);
  }
  return ids;
}
