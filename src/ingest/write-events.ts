import type pg from "pg";
import type { Database } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { NormalisedEvent } from "../model/event.ts";
import { addEventPartition, isPartitionMissing } from "./event-partitions.ts";
import { claimEventIds, insertEvents } from "./event-queries.ts";
import { largestBatch, PackedEvents } from "./packed-events.ts";
import { Turns } from "./turns.ts";

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
 * Stores events that came together, as `writePacked` does.
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
  const packed = new PackedEvents();
  const isFirst = events.map((event) => packed.add(event));
  const known = await writePacked(database, packed, receivedAt);
  const accepted = packed.size - known.size;
  const isNew = events.map(({ id }, place) => isFirst[place] === true && !known.has(id));
  return { accepted, duplicates: events.length - accepted, isNew };
}

/**
 * Stores a batch of events, each id once: whatever came before, or comes at the same moment from elsewhere.
 *
 * In one transaction: when this returns, the events are on disk; when it throws, none of them is. What is counted from them follows
 * with the next roll-up.
 *
 * @returns the ids that were known already
 */
export async function writePacked(
  database: Pick<Database, "pool">,
  events: PackedEvents,
  receivedAt: Date,
): Promise<ReadonlySet<string>> {
  if (events.size === 0) return new Set();
  return attempt(async () => {
    try {
      return await writeOnce(database, events, receivedAt);
    } catch (error) {
      if (!isPartitionMissing(error)) throw error;
      await addEventPartition(database, receivedAt);
      return writeOnce(database, events, receivedAt);
    }
  });
}

async function writeOnce(
  { pool }: Pick<Database, "pool">,
  events: PackedEvents,
  receivedAt: Date,
): Promise<Set<string>> {
  const endTurn = await writerTurns(pool).take();
  try {
    return await inTransaction({ pool }, async ({ client }) => {
      const known = await claimEventIds(client, events, receivedAt);
      if (known.size < events.size) await insertEvents(client, events, known, receivedAt);
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
