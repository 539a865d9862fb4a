import type pg from "pg";
import type { Database } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";

/** A partition of `events`: those received from the start of a day (UTC) on. */
export interface EventPartition {
  readonly name: string;
  /** Undefined of the one that holds everything from before there were partitions by day. */
  readonly from: Date | undefined;
  /** No longer part of it. */
  readonly until: Date;
  /** Taking it off was begun, and broke off. */
  readonly isLeaving: boolean;
}

/** Any number that is ours alone: who makes partitions takes turns on it. */
const partitionLock = 7_464_423_006;

const dayMilliseconds = 86_400_000;

/** The start of a moment's day, UTC, or of so many days later. */
export function dayOf(moment: Date, daysLater = 0): Date {
  return new Date((Math.floor(moment.getTime() / dayMilliseconds) + daysLater) * dayMilliseconds);
}

/** The partitions of `events`, oldest first. */
export async function listEventPartitions(client: Pick<pg.ClientBase, "query">): Promise<EventPartition[]> {
  const { rows } = await client.query<{ name: string; from: Date | null; until: Date; is_leaving: boolean }>(`
    select relname as name, (regexp_match(bound, $$FROM \\('([^']+)'\\)$$))[1]::timestamptz as from,
           (regexp_match(bound, $$TO \\('([^']+)'\\)$$))[1]::timestamptz as until, is_leaving
    from (
      select c.relname, pg_get_expr(c.relpartbound, c.oid) as bound, inhdetachpending as is_leaving
      from pg_inherits join pg_class c on c.oid = inhrelid
      where inhparent = 'events'::regclass
    ) as partitions
    order by until`);
  return rows.map(({ name, from, until, is_leaving }) => ({
    name,
    from: from ?? undefined,
    until,
    isLeaving: is_leaving,
  }));
}

/**
 * Makes the partition of the day in which `moment` lies, unless it is there. Nobody is kept waiting: it is made on its own and then attached,
 * which reads and writes of the others allow.
 *
 * @returns its name; undefined where that day has one already
 */
export function addEventPartition(database: Pick<Database, "pool">, moment: Date): Promise<string | undefined> {
  const from = dayOf(moment);
  const until = dayOf(moment, 1);
  return inTransaction(database, async ({ client }) => {
    await client.query("select pg_advisory_xact_lock($1)", [partitionLock]);
    const partitions = await listEventPartitions(client);
    if (partitions.some((other) => (other.from?.getTime() ?? -Infinity) < until.getTime() && other.until > from))
      return undefined;
    const name = `events_${from.toISOString().slice(0, 10).replaceAll("-", "")}`;
    await client.query(`
      create table ${name} (like events including all);
      alter table events attach partition ${name} for values from ('${from.toISOString()}') to ('${until.toISOString()}')`);
    return name;
  });
}

/** Whether Postgres refused rows because no partition is there for their day. */
export function isPartitionMissing(error: unknown): boolean {
  const { code, table, constraint } = error as { code?: unknown; table?: unknown; constraint?: unknown };
  return code === "23514" && table === "events" && constraint === undefined;
}
