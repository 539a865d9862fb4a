import type { Database } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import {
  gatherSightings,
  prepareRollUp,
  rollUpAccountDays,
  rollUpAccounts,
  rollUpIdentifiers,
  rollUpSightings,
  takePendingBatches,
  takeRollUpTurn,
} from "./roll-up-queries.ts";

/** Events in one roll-up: the more there are the fewer rows are written for each; a quarter of a million take some seconds. */
export const mostEventsRolledUp = 250_000;

/**
 * Brings accounts, identifiers, sightings and daily activity up to date with the oldest events that are stored and not counted yet.
 *
 * In one transaction, together with the mark that they are counted: each event is counted once, whoever tries and whatever breaks.
 * Waits while another roll-up is under way.
 *
 * @returns how many events were counted; 0 where all were
 */
export async function rollUpOldest(database: Pick<Database, "pool">): Promise<number> {
  return inTransaction(database, async ({ client }) => {
    await prepareRollUp(client);
    await takeRollUpTurn(client);
    const events = await takePendingBatches(client, mostEventsRolledUp);
    if (events === 0) return 0;
    await rollUpAccounts(client);
    await gatherSightings(client);
    await rollUpIdentifiers(client);
    await rollUpSightings(client);
    await rollUpAccountDays(client);
    return events;
  });
}

/**
 * Counts every event that was stored before the call. Cheap where nothing is pending.
 *
 * @param signal ends it between two roll-ups
 */
export async function rollUpEvents(database: Pick<Database, "pool">, signal?: AbortSignal): Promise<void> {
  const newest = await newestPendingBatch(database);
  if (newest === undefined) return;
  while ((await isPending(database, newest)) && signal?.aborted !== true) await rollUpOldest(database);
}

async function newestPendingBatch({ pool }: Pick<Database, "pool">): Promise<number | undefined> {
  const { rows } = await pool.query<{ newest: number | null }>("select max(batch) as newest from pending_batches");
  return rows[0]?.newest ?? undefined;
}

async function isPending({ pool }: Pick<Database, "pool">, newest: number): Promise<boolean> {
  const { rows } = await pool.query("select from pending_batches where batch <= $1 limit 1", [newest]);
  return rows.length > 0;
}
