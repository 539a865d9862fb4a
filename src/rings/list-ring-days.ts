import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { RingDayRow } from "../db/schema.ts";
import type { RingDay } from "../model/ring-day.ts";
import type { RingId } from "../model/ring.ts";

/** The days on which members of a ring signed up or asked for something, in their order; those behind `after` only. */
export async function listRingDays(
  db: Db,
  ringId: RingId,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<RingDay[]> {
  const rows = await db
    .selectFrom("ring_days")
    .select(["day", "signup_count", "request_count", "active_count"])
    .where("ring_id", "=", ringId)
    .$if(after !== undefined, (query) => query.where("day", ">", after as string))
    .orderBy("day")
    .limit(limit)
    .execute();
  return rows.map(toRingDay);
}

/** The same of several rings at once, the last `limit` days of each; by ring. */
export async function listDaysOfRings(
  db: Db,
  ringIds: readonly RingId[],
  { limit }: { readonly limit: number },
): Promise<Map<RingId, RingDay[]>> {
  const rows = await db
    .selectFrom("ring_days")
    .selectAll()
    .where("ring_id", "=", sql<string>`any(${ringIds})`)
    .orderBy("ring_id")
    .orderBy("day")
    .execute();
  const byRing = new Map<RingId, RingDay[]>(ringIds.map((id) => [id, []]));
  for (const row of rows) byRing.get(row.ring_id as RingId)?.push(toRingDay(row));
  return new Map([...byRing].map(([id, days]) => [id, days.slice(-limit)]));
}

function toRingDay(row: Pick<RingDayRow, "day" | "signup_count" | "request_count" | "active_count">): RingDay {
  return {
    day: row.day,
    signupCount: row.signup_count,
    requestCount: row.request_count,
    activeCount: row.active_count,
  };
}
