import type pg from "pg";
import type { Database } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { NormalisedEvent } from "../model/event.ts";
import { aggregateEvents, type BatchUpdate, largestBatch } from "./aggregate-events.ts";
import type { IdentifierKeys } from "./identifier-keys.ts";
import {
  claimEventIds,
  ensureCapabilities,
  ensureIdentifiers,
  insertEvents,
  prepareBatch,
  upsertAccountDays,
  upsertAccounts,
  upsertSightings,
} from "./ingest-queries.ts";
import { sharedByWriters } from "./shared-by-writers.ts";

export interface WrittenEvents {
  readonly accepted: number;
  readonly duplicates: number;
  /** For each event, in the order given, whether it was new. */
  readonly isNew: readonly boolean[];
}

const mostAttempts = 5;

/**
 * Stores a batch of events, each id once: whatever came before, within the batch, or comes at the same moment from elsewhere.
 *
 * One transaction: when this returns, the events and all that is counted from them are on disk; when it throws, nothing is.
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

  const known = await attempt(() => writeOnce(database, [...firsts.values()], receivedAt));
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
  const { transactions, sharedRows, identifierKeys } = sharedByWriters(pool);
  const endTransaction = await transactions.take();
  let endSharedRows = () => {};
  try {
    const { known, roll } = await inTransaction({ pool }, async ({ client }) => {
      await prepareBatch(client);
      const known = await claimEventIds(client, events, receivedAt);
      const fresh = known.size === 0 ? events : events.filter(({ id }) => !known.has(id));
      if (fresh.length === 0) return { known };
      await insertEvents(client, fresh, receivedAt);
      const update = aggregateEvents(fresh);
      endSharedRows = await sharedRows.take();
      return { known, roll: await rollUp(client, update, identifierKeys) };
    });
    if (roll) identifierKeys.remember(roll.identifiers, roll.keys);
    return known;
  } finally {
    // Only after the commit: until then the rows are locked.
    endSharedRows();
    endTransaction();
  }
}

/** Brings accounts, sightings and days up to date. @returns the identifiers with their keys */
async function rollUp(client: pg.ClientBase, update: BatchUpdate, remembered: IdentifierKeys) {
  const identifiers = await ensureIdentifiers(client, update.identifiers, remembered);
  const capabilities = await ensureCapabilities(client, update.capabilities);
  const accounts = await upsertAccounts(client, update.accounts);
  await upsertSightings(client, update.sightings, { accounts, identifiers, capabilities });
  await upsertAccountDays(client, update.days, { accounts, identifiers, capabilities });
  return { identifiers: update.identifiers, keys: identifiers.keys };
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
