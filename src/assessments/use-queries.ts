import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { AccountId } from "../model/account.ts";
import type { RingId } from "../model/ring.ts";

/** A member of a flagged ring that uses one of the identifiers that were asked for. */
export interface RingUse {
  readonly identifierKey: number;
  readonly ringId: RingId;
  readonly ringRisk: number;
  readonly memberCount: number;
  readonly accountKey: number;
  /** Members that use the identifier, and when the last of them did. */
  readonly users: number;
  readonly ringLastSeenAt: Date;
  /** Accounts in the window that use it; those of them that are in no ring. */
  readonly sharers: number;
  readonly strangers: number;
}

/**
 * Who of the flagged rings uses these identifiers: of each ring and identifier the last few. Rings that were dismissed, or are gone, are not
 * among them. At most 16 rings of each identifier, whatever hub it is.
 */
export async function selectRingUses(db: Db, identifierKeys: readonly number[]): Promise<RingUse[]> {
  const { rows } = await sql<RingUse>`
    select identifier_key as "identifierKey", ring_id as "ringId", risk as "ringRisk", member_count as "memberCount",
      account_key as "accountKey", users, ring_last_seen_at as "ringLastSeenAt", sharers, strangers
    from unnest(${identifierKeys}::bigint[]) as asked (key)
    cross join lateral (select * from ring_uses where ring_uses.identifier_key = asked.key offset 0) uses
    join rings on rings.id = uses.ring_id
    where rings.status in ('open', 'confirmed')
    order by identifier_key, ring_id, first_seen_at desc, account_key`.execute(db);
  return rows;
}

export interface MemberSighting {
  readonly accountKey: number;
  readonly identifierKey: number;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}

/** Which of these identifiers each of these accounts was seen with: one look into the index for each pair. */
export async function selectMemberSightings(
  db: Db,
  accountKeys: readonly number[],
  identifierKeys: readonly number[],
): Promise<MemberSighting[]> {
  const { rows } = await sql<MemberSighting>`
    select member.key as "accountKey", asked.key as "identifierKey", first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt"
    from unnest(${accountKeys}::bigint[]) as member (key)
    cross join unnest(${identifierKeys}::bigint[]) as asked (key)
    cross join lateral (
      select first_seen_at, last_seen_at from sightings
      where sightings.account_key = member.key and sightings.identifier_key = asked.key offset 0
    ) seen
    order by member.key, asked.key`.execute(db);
  return rows;
}

/** The ids of accounts, by key. */
export async function selectAccountIds(db: Db, keys: readonly number[]): Promise<Map<number, AccountId>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ key: number; id: AccountId }>`
    select key, id from accounts where key = any(${keys}::bigint[])`.execute(db);
  return new Map(rows.map(({ key, id }) => [key, id]));
}
