import type pg from "pg";
import type { Database } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { NormalisedEvent } from "../model/event.ts";
import { addEventPartition, isPartitionMissing } from "./event-partitions.ts";
import { claimEventIds, insertEvents } from "./event-queries.ts";
import { Turns } from "./turns.ts";

/** Most events in a batch. */
export const largestBatch = 20_000;

export interface WrittenEvents {
  readonly accepted: number;
  readonly duplicates: number;
  /** For each event, in the order given, whether it was new. */
  readonly isNew: readonly boolean[];
}

const mostAttempts = 5;

/** Transactions at once: four keep Postgres busy, more would take the connections that other requests need. */
const mostTransactions = 4;
const turnsOnPools = new WeakMap<pg.Pool, Turns>();

/** All writers of one process on one pool take turns. */
function writerTurns(pool: pg.Pool): Turns {
  const turns = turnsOnPools.get(pool) ?? new Turns(mostTransactions);
  turnsOnPools.set(pool, turns);
  return turns;
}

/**
 * Stores a batch of events, each id once: whatever came before, within the batch, or comes at the same moment from elsewhere.
 *
 * In one transaction: when this returns, the events are on disk; when it throws, none of them is. What is counted from them follows
 * with the next roll-up.
 *
 * @param events at most `largestBatch`
 * @throws {RangeError} for more events
 */
export async function writeEvents(
  database: Pick<Database, "pool">,
  events: readonly NormalisedEvent[],
  receivedAt: Date,
): Promise<WrittenEvents> {
  if (events.length > largestBatch) throw new RangeError(`A batch has at most ${largestBatch} events`);
  if (events.length === 0) return { accepted: 0, duplicates: 0, isNew: [] };
  // Of several events with one id in a batch, the first counts.
  const firsts = new Map<string, NormalisedEvent>();
  for (const event of events) if (!firsts.has(event.id)) firsts.set(event.id, event);

  const known = await attempt(async () => {
    try {
      return await writeOnce(database, [...firsts.values()], receivedAt);
    } catch (error) {
      if (!isPartitionMissing(error)) throw error;
      await addEventPartition(database, receivedAt);
      return writeOnce(database, [...firsts.values()], receivedAt);
    }
  });
  const isNew = events.map((event) => firsts.get(event.id) === event && !known.has(event.id));
  const accepted = firsts.size - known.size;
  return { accepted, duplicates: events.length - accepted, isNew };
}

/** @returns the ids that were known already */
async function writeOnce(
  { pool }: Pick<Database, "pool">,
  events: readonly NormalisedEvent[],
  receivedAt: Date,
): Promise<Set<string>> {
  const endTurn = await writerTurns(pool).take();
  try {
    return await inTransaction({ pool }, async ({ client }) => {
      const known = await claimEventIds(client, events, receivedAt);
      const fresh = known.size === 0 ? events : events.filter(({ id }) => !known.has(id));
      if (fresh.length === 0) return known;
      await insertEvents(client, fresh, receivedAt);
      return known;
    });
  } finally {
    endTurn();
  }
}

/** Postgres gives one of two transactions up when they block each other; it asks to be tried again. */
async function attempt<T>(work: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await work();
    } catch (error) {
      if (attempts === mostAttempts || !isWorthAnotherTry(error)) throw error;
    }
  }
}

function isWorthAnotherTry(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === "40001" || code === "40P01";
}
