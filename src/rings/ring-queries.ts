import type { Selectable } from "kysely";
import type { Db } from "../db/database.ts";
import type { RingRow } from "../db/schema.ts";
import type { Ring, RingId, RingStatus } from "../model/ring.ts";

export async function findRing(db: Db, id: string): Promise<Ring | undefined> {
  if (!isStorable(id)) return undefined;
  const row = await db.selectFrom("rings").selectAll().where("id", "=", id).executeTakeFirst();
  return row && toRing(row);
}

/** The ring, held until the transaction ends: who else wants to decide it waits. */
export async function lockRing(db: Db, id: string): Promise<Ring | undefined> {
  if (!isStorable(id)) return undefined;
  const row = await db.selectFrom("rings").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  return row && toRing(row);
}

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
