import { sql } from "kysely";
import type { Db } from "../db/database.ts";

/** How much was taken in, and how far the roll-up has come with it. */
export interface TakenIn {
  /** Exact below a hundred thousand; from there on Postgres' own estimate. */
  readonly accounts: number;
  readonly identifiers: number;
  readonly sightings: number;
  /** Events that came in during the minute before; counted up to a million. */
  readonly eventsLastMinute: number;
  /** Events that are stored and not rolled up yet. */
  readonly pendingEvents: number;
  /** When the oldest of these came in. */
  readonly pendingSince: Date | null;
}

/** Counting more than so many rows one by one would take longer than anybody waits for a figure. */
const mostCounted = 100_000;

export async function countTakenIn(db: Db, now: Date): Promise<TakenIn> {
  const minuteAgo = new Date(now.getTime() - 60_000);
  const { rows } = await sql<TakenIn>`
    select ${countOf("accounts")} as accounts, ${countOf("identifiers")} as identifiers, ${countOf("sightings")} as sightings,
      (select count(*) from (select from events where received_at > ${minuteAgo} and received_at <= ${now} limit 1000000) fresh)
        as "eventsLastMinute",
      (select coalesce(sum(event_count), 0)::bigint from pending_batches) as "pendingEvents",
      (select min(received_at) from events where batch = (select min(batch) from pending_batches)) as "pendingSince"`.execute(
    db,
  );
  return rows[0] as TakenIn;
}

function countOf(table: "accounts" | "identifiers" | "sightings") {
  const name = sql.table(table);
  return sql`(
    select case when counted.rows < ${mostCounted} then counted.rows
      else greatest(counted.rows, (select reltuples::bigint from pg_class where oid = ${table}::regclass)) end
    from (select count(*) as rows from (select from ${name} limit ${mostCounted}) some_rows) counted)`;
}
