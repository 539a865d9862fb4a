import type { Db } from "../db/database.ts";
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
  return rows.map((row) => ({
    day: row.day,
    signupCount: row.signup_count,
    requestCount: row.request_count,
    activeCount: row.active_count,
  }));
}
