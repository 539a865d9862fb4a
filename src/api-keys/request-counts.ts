import { sql } from "kysely";
import type { Db } from "../db/database.ts";

/** Who is counted: a key by its id, an address as text. */
export type CountedSubject = `key ${string}` | `address ${string}`;

/** How long a window is, in milliseconds. Windows begin with the minute. */
export const windowMilliseconds = 60_000;

/** The window that a moment lies in. */
export function windowOf(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / windowMilliseconds) * windowMilliseconds);
}

/**
 * Counts requests, together with all processes on the database: one statement on one row. Of two clocks that disagree on the window the
 * later one counts.
 *
 * @param count whole, 1 or more
 * @returns how many there were in the window, these included
 */
export async function countRequests(db: Db, subject: CountedSubject, window: Date, count = 1): Promise<number> {
  const { rows } = await sql<{ requests: number }>`
    insert into request_counts as known (subject, window_start, requests) values (${subject}, ${window}, ${count}::int)
    on conflict (subject) do update set
      requests = case when known.window_start >= excluded.window_start then known.requests else 0 end + excluded.requests,
      window_start = greatest(known.window_start, excluded.window_start)
    returning requests`.execute(db);
  return rows[0]?.requests ?? 0;
}

/** How many requests were counted in the window so far. */
export async function countedRequests(db: Db, subject: CountedSubject, window: Date): Promise<number> {
  const row = await db
    .selectFrom("request_counts")
    .select("requests")
    .where("subject", "=", subject)
    .where("window_start", ">=", window)
    .executeTakeFirst();
  return row?.requests ?? 0;
}

/** Forgets what was counted in earlier windows, so that addresses do not gather. */
export async function forgetCounts(db: Db, before: Date): Promise<void> {
  await db.deleteFrom("request_counts").where("window_start", "<", before).execute();
}
