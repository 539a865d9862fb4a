import type pg from "pg";
import type { Database } from "../db/database.ts";
import { type OpenConnection, onConnection } from "../db/in-transaction.ts";
import { type Lane, lanes } from "./lanes.ts";
import { noteCandidates } from "./note-candidates.ts";
import {
  deletePendingBatches,
  findPendingBatches,
  gatherSightings,
  prepareRollUp,
  readBatches,
  rollUpAccountDays,
  rollUpAccounts,
  rollUpCapabilities,
  rollUpIdentifiers,
  rollUpSightings,
  setUpRollUp,
  takeTurnToAddNames,
} from "./roll-up-queries.ts";

/** Events in one roll-up: the more there are, the fewer rows are written for each. So many take five seconds. */
export const mostEventsRolledUp = 200_000;

/** Any number that is ours alone; with the lane beside it. */
const laneLock = 746_442_305;

/**
 * Brings accounts, identifiers, sightings and daily activity up to date with a lane's oldest events that are stored and not rolled up.
 *
 * Waits while another roll-up of the lane is under way, in whatever process.
 *
 * @returns how many events were rolled up; 0 where all were
 */
export function rollUpOldest(database: Pick<Database, "pool">, lane: Lane): Promise<number> {
  return onConnection(database, async (connection) => {
    await connection.client.query("select pg_advisory_lock($1, $2)", [laneLock, lane]);
    try {
      return await rollUpBatches(connection, lane);
    } finally {
      // A connection that is gone has let go of the lock.
      await connection.client.query("select pg_advisory_unlock($1, $2)", [laneLock, lane]).catch(() => {});
    }
  });
}

/** Keeps roll-ups from beginning, in whatever process, until the transaction ends. Waits for those under way. */
export async function holdRollUps(client: pg.ClientBase): Promise<void> {
  for (const lane of lanes) await client.query("select pg_advisory_xact_lock($1, $2)", [laneLock, lane]);
}

/**
 * Two transactions. The first does what may be done twice: it adds identifiers and capabilities, which the other lane then sees at once, and widens
 * the accounts. The second adds the counts and deletes the mark that they are to be added: each event is counted once, whatever breaks.
 */
async function rollUpBatches(connection: OpenConnection, lane: Lane): Promise<number> {
  const pending = await connection.inTransaction(async ({ client }) => {
    const found = await findPendingBatches(client, lane, mostEventsRolledUp);
    if (found.events === 0) return found;
    await setUpRollUp(client);
    await prepareRollUp(client);
    await rollUpAccounts(client, found);
    await readBatches(client, found);
    await gatherSightings(client);
    await takeTurnToAddNames(client);
    await rollUpCapabilities(client);
    await rollUpIdentifiers(client);
    return found;
  });
  if (pending.events === 0) return 0;
  await connection.inTransaction(async ({ client }) => {
    await setUpRollUp(client);
    await deletePendingBatches(client, pending);
    await rollUpSightings(client);
    await noteCandidates(client);
    await rollUpAccountDays(client);
    await prepareRollUp(client);
  });
  return pending.events;
}

/**
 * Rolls up every event that was stored before the call. Cheap where nothing is pending.
 *
 * @param signal ends it between two roll-ups
 */
export async function rollUpEvents(database: Pick<Database, "pool">, signal?: AbortSignal): Promise<void> {
  const newest = await newestPendingBatch(database);
  if (newest === undefined) return;
  const rollUpLane = async (lane: Lane) => {
    while ((await isPending(database, lane, newest)) && signal?.aborted !== true) await rollUpOldest(database, lane);
  };
  await Promise.all(lanes.map(rollUpLane));
}

async function newestPendingBatch({ pool }: Pick<Database, "pool">): Promise<number | undefined> {
  const { rows } = await pool.query<{ newest: number | null }>("select max(batch) as newest from pending_batches");
  return rows[0]?.newest ?? undefined;
}

async function isPending({ pool }: Pick<Database, "pool">, lane: Lane, newest: number): Promise<boolean> {
  const query = "select from pending_batches where lane = $1 and batch <= $2 limit 1";
  const { rows } = await pool.query(query, [lane, newest]);
  return rows.length > 0;
}
