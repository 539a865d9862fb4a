import type pg from "pg";
import type { Database } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { NormalisedEvent } from "../model/event.ts";
import { aggregateEvents, largestBatch } from "./aggregate-events.ts";
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
import { writerTurns } from "./writer-turns.ts";

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
  const turns = writerTurns(pool);
  const endTransaction = await turns.transaction.take();
  let endSharedRows = () => {};
  try {
    return await inTransaction({ pool }, ({ client }) =>
      writeBatch(client, events, receivedAt, async () => {
        endSharedRows = await turns.sharedRows.take();
      }),
    );
  } finally {
    // Only after the commit: until then the rows are locked.
    endSharedRows();
    endTransaction();
  }
}

async function writeBatch(
  client: pg.ClientBase,
  events: readonly NormalisedEvent[],
  receivedAt: Date,
  beforeSharedRows: () => Promise<void>,
): Promise<Set<string>> {
  await prepareBatch(client);
  const known = await claimEventIds(
    client,
    events.map(({ id }) => id),
    receivedAt,
  );
  const fresh = known.size === 0 ? events : events.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return known;

  const { accounts, identifiers, capabilities, sightings, days } = aggregateEvents(fresh);
  await insertEvents(client, fresh, receivedAt);
  await beforeSharedRows();
  const identifierKeys = await ensureIdentifiers(client, identifiers);
  const capabilityKeys = await ensureCapabilities(client, capabilities);
  const accountKeys = await upsertAccounts(client, accounts);
  const keys = { accounts: accountKeys, identifiers: identifierKeys, capabilities: capabilityKeys };
  await upsertSightings(client, sightings, keys);
  await upsertAccountDays(client, days, keys);
  return known;
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
