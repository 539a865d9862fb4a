import { type Kysely, sql } from "kysely";
import type { Schema } from "../db/schema.ts";

/**
 * Adds up what the members of each ring did day by day in the window of the run that found them.
 *
 * Each member's days are looked up in the index on their own: the members have only just been written, and a planner that knows
 * nothing of them might read the days of all accounts instead.
 *
 * @param ringId of the only ring to do so for; all unless given
 */
export async function writeRingDays(tx: Kysely<Schema>, runNumber: number, ringId?: string): Promise<void> {
  await tx
    .deleteFrom("ring_days")
    .$if(ringId !== undefined, (query) => query.where("ring_id", "=", ringId as string))
    .execute();
  await sql`
    insert into ring_days (ring_id, day, signup_count, request_count, active_count)
    select ring_id, days.day, sum(days.signup_count), sum(days.request_count), sum(days.active_count)
    from (select as_of - make_interval(days => window_days) as start, as_of from runs where id = ${runNumber}) as run
    cross join ring_members
    cross join lateral (
      select day, 0 as signup_count, sum(account_days.request_count) as request_count, 1 as active_count from account_days
      where account_days.account_key = ring_members.account_key and account_days.request_count > 0
        and day between (start at time zone 'UTC')::date and (as_of at time zone 'UTC')::date
      group by day
      union all
      select (signed_up_at at time zone 'UTC')::date, 1, 0, 0 from accounts
      where accounts.key = ring_members.account_key and signed_up_at > start and signed_up_at <= as_of
    ) as days
    where ${ringId === undefined ? sql`true` : sql`ring_id = ${ringId}`}
    group by ring_id, days.day`.execute(tx);
}
