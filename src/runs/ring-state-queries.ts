import { type Selectable, sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { RingRow } from "../db/schema.ts";
import type { DecisionOutcome } from "../model/decision.ts";
import type { RingId } from "../model/ring.ts";
import type { StoredRing } from "../rings/known-ring.ts";

/**
 * The rings that the runs so far left behind, in the order of their ids: those that are there, and those that are gone, were once
 * flagged or decided on, and had their last event after `horizon`.
 */
export async function loadStoredRings(db: Db, horizon: Date): Promise<StoredRing[]> {
  const rows = await selectRings(db, horizon);
  const joinedAt = await selectMembers(db);
  const decidedOn = await selectDecidedOn(db);
  return rows.map((row) => {
    const joined = joinedAt.get(row.id) ?? new Map<number, Date>();
    return {
      id: row.id as RingId,
      status: row.status,
      members: [...joined.keys()],
      decidedOn: decidedOn.get(row.id),
      bornRun: row.first_run_id,
      firstFlaggedAt: row.first_flagged_at,
      joinedAt: joined,
      flagged: row.flagged,
      risk: row.risk,
      decision: row.outcome && row.decided_at ? { outcome: row.outcome, decidedAt: row.decided_at } : undefined,
      notedRisk: row.noted_risk ?? row.risk,
      notedMemberCount: row.noted_member_count ?? row.member_count,
    };
  });
}

type StoredRingRow = Selectable<RingRow> & {
  readonly outcome: DecisionOutcome | null;
  readonly decided_at: Date | null;
  readonly noted_risk: number | null;
  readonly noted_member_count: number | null;
};

async function selectRings(db: Db, horizon: Date): Promise<StoredRingRow[]> {
  const { rows } = await sql<StoredRingRow>`
    select rings.*, decision.outcome, decision.decided_at,
      (select risk from ring_changes where ring_id = rings.id and kind in ('appeared', 'returned', 'risk', 'flagged', 'released')
       order by id desc limit 1) as noted_risk,
      (select member_count from ring_changes where ring_id = rings.id and kind in ('appeared', 'returned', 'grown', 'decided')
       order by id desc limit 1) as noted_member_count
    from rings
    left join lateral (
      select outcome, decided_at from decisions where ring_id = rings.id order by id desc limit 1
    ) decision on true
    where status <> 'dissolved'
      or (last_event_at > ${horizon} and (first_flagged_at is not null or decision.outcome is not null))
    order by id`.execute(db);
  return rows;
}

/** Of each ring, who is in it; of a ring that is gone, who was until it dissolved. With the time when each joined. */
async function selectMembers(db: Db): Promise<Map<string, Map<number, Date>>> {
  const { rows } = await sql<{ ring_id: string; account_key: number; joined_at: Date }>`
    select ring_id, account_key, joined_at
    from ring_memberships join rings on rings.id = ring_id
    where left_run_id is not distinct from dissolved_run_id
    order by ring_id, account_key`.execute(db);
  const members = new Map<string, Map<number, Date>>();
  for (const { ring_id, account_key, joined_at } of rows) {
    const joined = members.get(ring_id) ?? new Map<number, Date>();
    members.set(ring_id, joined.set(account_key, joined_at));
  }
  return members;
}

/** The accounts that the newest decision on a ring was made on, where that was not to reopen it. */
async function selectDecidedOn(db: Db): Promise<Map<string, Set<number>>> {
  const { rows } = await sql<{ ring_id: string; account_key: number }>`
    select distinct ring_id, account_key
    from (select distinct on (ring_id) ring_id, outcome, run_id from decisions order by ring_id, id desc) decision
    join ring_memberships using (ring_id)
    where outcome <> 'reopened' and joined_run_id <= run_id and (left_run_id is null or left_run_id > run_id)`.execute(
    db,
  );
  const accounts = new Map<string, Set<number>>();
  for (const { ring_id, account_key } of rows) {
    accounts.set(ring_id, (accounts.get(ring_id) ?? new Set<number>()).add(account_key));
  }
  return accounts;
}

/** Every id that a ring has or had. */
export async function loadRingIds(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom("rings").select("id").execute();
  return new Set(rows.map(({ id }) => id));
}

const keysPerQuery = 10_000;

/** Ids of accounts by key. */
export async function loadAccountIds(db: Db, keys: readonly number[]): Promise<Map<number, string>> {
  const ids = new Map<number, string>();
  // In portions, so that others have their turn in between.
  for (let start = 0; start < keys.length; start += keysPerQuery) {
    const some = keys.slice(start, start + keysPerQuery);
    const { rows } = await sql<{ key: number; id: string }>`
      select key, id from accounts where key = any (${some}::bigint[])`.execute(db);
    for (const { key, id } of rows) ids.set(key, id);
  }
  return ids;
}
