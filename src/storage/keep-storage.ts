import type pg from "pg";
import type { Config } from "../config.ts";
import type { Database } from "../db/database.ts";
import { onConnection } from "../db/in-transaction.ts";
import { addEventPartition, dayOf } from "../ingest/event-partitions.ts";
import { deleteInPortions } from "./delete-in-portions.ts";
import { dropRawEvents } from "./drop-raw-events.ts";
import { forgetFindings } from "./forget-findings.ts";
import { forgetMessages } from "./forget-messages.ts";
import { forgetSightings } from "./forget-sightings.ts";

/** What was done to the tables. */
export interface StorageReport {
  /** Partitions of raw events by name. */
  readonly partitionsMade: readonly string[];
  readonly partitionsDropped: readonly string[];
  /** Rows that were deleted, by table; only of the tables that were gone through. */
  readonly forgotten: Readonly<Partial<Record<ForgettingTable, number>>>;
  /** A run is under way and may have read what would be forgotten, so only raw events and ids were: the rest is for the next time. */
  readonly waitsForRun: boolean;
}

export type ForgettingTable =
  | "event_ids"
  | "account_days"
  | "sightings"
  | "identifiers"
  | "accounts"
  | "rings"
  | "ring_changes"
  | "runs"
  | "webhook_deliveries"
  | "webhook_messages";

export interface KeepStorage {
  readonly now: Date;
  readonly retention: Config["retention"];
  /** Goes through each table once a day (UTC) only, however often it is asked. */
  readonly onceADay?: boolean;
  /** Ends it at the next portion. */
  readonly signal?: AbortSignal | undefined;
}

/** Any number that is ours alone: one process does this at a time. */
const storageLock = 7_464_423_007;

/** Partitions that are made ahead, besides today's. */
const daysAhead = 7;

/** A run that has taken longer than that has died. */
const longestRunDays = 1;

/**
 * Makes the partitions of the days to come, and forgets what is older than the retention says. Senders are not kept waiting; called again,
 * it finds nothing to do.
 *
 * How old a raw event, an id or a run is, the clock says. How old a sighting, a day of activity or an account is, the newest event says, as for a run:
 * data of years ago can be replayed and looked at.
 *
 * @returns undefined where another process is at it
 */
export function keepStorage(
  database: Pick<Database, "pool">,
  request: KeepStorage,
): Promise<StorageReport | undefined> {
  return onConnection(database, async ({ client }) => {
    const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [storageLock]);
    if (rows[0]?.taken !== true) return undefined;
    try {
      return await keep(database, client, request);
    } finally {
      await client.query("select pg_advisory_unlock($1)", [storageLock]).catch(() => {});
    }
  });
}

async function keep(
  database: Pick<Database, "pool">,
  client: pg.ClientBase,
  { now, retention, onceADay = false, signal }: KeepStorage,
): Promise<StorageReport> {
  const partitionsMade: string[] = [];
  for (let day = 0; day <= daysAhead; day++) {
    const name = await addEventPartition(database, dayOf(now, day));
    if (name !== undefined) partitionsMade.push(name);
  }
  const partitionsDropped = await dropRawEvents(client, dayOf(now, -retention.rawEventDays));

  const isStopped = () => signal?.aborted === true;
  const forgotten: Partial<Record<ForgettingTable, number>> = {};
  const forget = async (task: string, work: () => Promise<StorageReport["forgotten"]>) => {
    if (isStopped() || (onceADay && (await isDone(client, task, now)))) return;
    Object.assign(forgotten, await work());
    if (!isStopped()) await noteDone(client, task, now);
  };
  await forget("event_ids", async () => ({
    event_ids: await deleteInPortions(
      database,
      {
        table: "event_ids",
        condition: "received_on < $1::timestamptz::date",
        before: dayOf(now, -retention.eventIdDays),
        isRolledUp: false,
      },
      signal,
    ),
  }));

  await forget("indicators", async () => {
    await deleteInPortions(
      database,
      { table: "indicators", condition: "valid_until <= $1", before: now, isRolledUp: false },
      signal,
    );
    return {};
  });

  const waitsForRun = await isRunUnderWay(client, now);
  if (!waitsForRun) await forgetRolledUp(database, client, { now, retention, signal }, forget);
  return { partitionsMade, partitionsDropped, forgotten, waitsForRun };
}

/** Sightings and days before accounts: an account is only forgotten where nothing is left of it. */
async function forgetRolledUp(
  database: Pick<Database, "pool">,
  client: pg.ClientBase,
  { now, retention, signal }: KeepStorage,
  forget: (task: string, work: () => Promise<StorageReport["forgotten"]>) => Promise<void>,
): Promise<void> {
  let newest: Date | undefined;
  const daysBefore = async (days: number) => {
    newest ??= await newestMoment(client, now);
    return dayOf(newest, -days);
  };
  await forget("account_days", async () => ({
    account_days: await deleteInPortions(
      database,
      {
        table: "account_days",
        condition: "day < $1::timestamptz::date",
        before: await daysBefore(retention.activityDays),
        isRolledUp: true,
      },
      signal,
    ),
  }));
  await forget("sightings", async () => ({
    ...(await forgetSightings(
      database,
      {
        unsharedBefore: await daysBefore(retention.unsharedDays),
        sharedBefore: await daysBefore(retention.silentDays),
      },
      signal,
    )),
  }));
  await forget("accounts", async () => ({
    accounts: await deleteInPortions(
      database,
      { table: "accounts", condition: isForgotten, before: await daysBefore(retention.silentDays), isRolledUp: true },
      signal,
    ),
  }));
  await forget("runs", async () => {
    const { runs, rings, changes } = await forgetFindings(database, dayOf(now, -retention.runDays));
    return { runs, rings, ring_changes: changes };
  });
  await forget("webhook_messages", async () => ({
    ...(await forgetMessages(database, dayOf(now, -retention.alertDays), signal)),
  }));
}

const isForgotten = `
  last_event_at < $1
  and not exists (select from sightings where account_key = accounts.key)
  and not exists (select from account_days where account_key = accounts.key)
  and not exists (select from ring_memberships where account_key = accounts.key)
  and not exists (select from ring_members where account_key = accounts.key)
  and not exists (select from shadow_differences where account_key = accounts.key)`;

/** The newest event's time, not later than the clock's. */
async function newestMoment(client: pg.ClientBase, now: Date): Promise<Date> {
  const { rows } = await client.query<{ newest: Date }>(
    "select least(max(last_event_at), $1) as newest from accounts having count(*) > 0",
    [now],
  );
  // Where nothing is there yet nothing is old: what comes in meanwhile may be a replay of years ago.
  return rows[0]?.newest ?? new Date(0);
}

async function isRunUnderWay(client: pg.ClientBase, now: Date): Promise<boolean> {
  const { rows } = await client.query("select from runs where status = 'running' and started_at >= $1", [
    dayOf(now, -longestRunDays),
  ]);
  return rows.length > 0;
}

async function isDone(client: pg.ClientBase, task: string, now: Date): Promise<boolean> {
  const { rows } = await client.query("select from upkeep where task = $1 and done_on >= $2::timestamptz::date", [
    task,
    now,
  ]);
  return rows.length > 0;
}

async function noteDone(client: pg.ClientBase, task: string, now: Date): Promise<void> {
  await client.query(
    `insert into upkeep (task, done_on) values ($1, $2::timestamptz::date)
     on conflict (task) do update set done_on = excluded.done_on`,
    [task, now],
  );
}
