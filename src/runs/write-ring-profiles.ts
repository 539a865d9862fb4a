import { type Kysely, sql } from "kysely";
import type { Schema } from "../db/schema.ts";

const hoursOfDay = Array.from({ length: 24 }, (_, hour) => hour);
const countHours = sql.join(hoursOfDay.map((hour) => sql`sum((hours >> ${sql.lit(hour)}) & 1)`));

/**
 * Adds up what the members of each ring asked for, through how many identifiers and at what hours, in the window of the run that found
 * them. Each member is looked up in the index on its own, for the reason that `writeRingDays` gives.
 *
 * @param ringId of the only ring to do so for; all unless given
 */
export async function writeRingProfiles(tx: Kysely<Schema>, runNumber: number, ringId?: string): Promise<void> {
  const members =
    ringId === undefined ? sql`ring_members` : sql`(select * from ring_members where ring_id = ${ringId})`;
  await tx
    .deleteFrom("ring_profiles")
    .$if(ringId !== undefined, (query) => query.where("ring_id", "=", ringId as string))
    .execute();
  await sql`
    with run as materialized (
      select as_of - make_interval(days => window_days) as start, as_of from runs where id = ${runNumber}
    ),
    used as materialized (
      select ring_id, account_days.* from run cross join ${members} as ring_members cross join lateral (
        select account_key, day, capability_key, request_count, hours from account_days
        where account_days.account_key = ring_members.account_key and request_count > 0
          and day between (start at time zone 'UTC')::date and (as_of at time zone 'UTC')::date
        offset 0
      ) account_days
    ),
    days as (
      select ring_id, bit_or(hours) as hours from used group by ring_id, account_key, day
    ),
    rhythms as (
      select ring_id, array[${countHours}]::integer[] as hours from days group by ring_id
    ),
    asked as (
      select ring_id, jsonb_agg(jsonb_build_object('capability', name, 'requests', requests) order by requests desc, name) as capabilities
      from (
        select ring_id, capabilities.name, sum(request_count) as requests
        from used left join capabilities on capabilities.key = capability_key
        group by ring_id, capabilities.name
      ) by_capability group by ring_id
    ),
    counted as (
      select ring_id, jsonb_object_agg(name, number) as identifiers
      from (
        select ring_id, kind, count(distinct identifier_key) as number
        from run cross join ${members} as ring_members cross join lateral (
          select identifier_key, kind from sightings
          where sightings.account_key = ring_members.account_key and last_seen_at > start and first_seen_at <= as_of
          offset 0
        ) seen
        group by ring_id, kind
      ) by_kind join identifier_kinds on code = kind
      group by ring_id
    )
    insert into ring_profiles (ring_id, capabilities, identifiers, hours)
    select ring_id, coalesce(capabilities, '[]'), coalesce(identifiers, '{}'), coalesce(hours, array_fill(0, array[24]))
    from (select distinct ring_id from ${members} as ring_members) found
    left join asked using (ring_id) left join counted using (ring_id) left join rhythms using (ring_id)`.execute(tx);
}

/** Keeps at what hours everybody in the run's window was active, which a ring's hours are held against. */
export async function writePopulationHours(
  tx: Kysely<Schema>,
  runNumber: number,
  hours: readonly number[],
): Promise<void> {
  await tx
    .updateTable("runs")
    .set({ population_hours: [...hours] })
    .where("id", "=", runNumber)
    .execute();
}
