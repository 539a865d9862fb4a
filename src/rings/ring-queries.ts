import { type Selectable, sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { RingRow } from "../db/schema.ts";
import type { Ring, RingId, RingStatus } from "../model/ring.ts";
import { toVersionedRing, type VersionedRing } from "./ring-version.ts";

export async function findRing(db: Db, id: string): Promise<Ring | undefined> {
  if (!isStorable(id)) return undefined;
  const row = await db.selectFrom("rings").selectAll().where("id", "=", id).executeTakeFirst();
  return row && toRing(row);
}

/** Those of some rings that are there. */
export async function findRings(db: Db, ids: readonly RingId[]): Promise<Ring[]> {
  const rows = await db.selectFrom("rings").selectAll().where("id", "=", sql<string>`any(${ids})`).execute();
  return rows.map(toRing);
}

export async function findVersionedRing(db: Db, id: string): Promise<VersionedRing | undefined> {
  if (!isStorable(id)) return undefined;
  const row = await db.selectFrom("rings").selectAll().select(newestDecision).where("id", "=", id).executeTakeFirst();
  return row && toVersionedRing(toRing(row), row.newest_decision);
}

/** The ring, held until the transaction ends: who else wants to decide it waits. */
export async function lockRing(db: Db, id: string): Promise<VersionedRing | undefined> {
  if (!isStorable(id)) return undefined;
  // Who had to wait sees the row as it is now, but what the statement reads besides as it was before: so the decisions come afterwards.
  const row = await db.selectFrom("rings").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  if (!row) return undefined;
  const { newest_decision } = await db
    .selectFrom("rings")
    .select(newestDecision)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return toVersionedRing(toRing(row), newest_decision);
}

const newestDecision =
  sql<number>`coalesce((select max(decisions.id) from decisions where decisions.ring_id = rings.id), 0)`.as(
    "newest_decision",
  );

export async function setRingStatus(db: Db, id: RingId, status: RingStatus): Promise<Ring> {
  const row = await db
    .updateTable("rings")
    .set({ status })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRing(row);
}

export function toRing(row: Selectable<RingRow>): Ring {
  return {
    id: row.id as RingId,
    status: row.status,
    risk: row.risk,
    flagged: row.flagged,
    memberCount: row.member_count,
    requestCount: row.request_count,
    firstEventAt: row.first_event_at,
    lastEventAt: row.last_event_at,
    firstFlaggedAt: row.first_flagged_at,
    signals: row.signals,
    families: row.families,
  };
}

/** Postgres refuses a NUL in a text, even to compare with; so nothing stored has one. */
const isStorable = (id: string): boolean => !id.includes("\0");
