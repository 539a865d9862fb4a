import type pg from "pg";
import type { Database } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { NormalisedEvent } from "../model/event.ts";
import { aggregateEvents, type BatchUpdate, largestBatch } from "./aggregate-events.ts";
import { ensureIdentifiers } from "./ensure-identifiers.ts";
import {
  claimEventIds,
  ensureCapabilities,
  insertEvents,
  prepareBatch,
  upsertAccountDays,
  upsertAccounts,
  upsertSightings,
} from "./ingest-queries.ts";
import { laneCount, sharedByWriters } from "./shared-by-writers.ts";

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
 * One transaction for each lane that the events' accounts lie in: when this returns, the events and all that is counted from them are
 * on disk; when it throws, each event is there with all that is counted from it or not at all, and a second try stores the rest.
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

  const lanes: NormalisedEvent[][] = Array.from({ length: laneCount }, () => []);
  for (const event of firsts.values()) (lanes[laneOf(event.accountId)] as NormalisedEvent[]).push(event);
  const written = await Promise.allSettled(
    lanes.map((ofLane, lane) => attempt(() => writeLane(database, lane, ofLane, receivedAt))),
  );
  const known = new Set<string>();
  for (const result of written) {
    if (result.status === "rejected") throw result.reason;
    for (const id of result.value) known.add(id);
  }
  const isNew = events.map((event) => firsts.get(event.id) === event && !known.has(event.id));
  const accepted = firsts.size - known.size;
  return { accepted, duplicates: events.length - accepted, isNew };
}

/** Any spread will do, as long as an account always has the same lane. */
function laneOf(accountId: string): number {
  let sum = 0;
  for (let place = 0; place < accountId.length; place++) sum += accountId.charCodeAt(place);
  return sum % laneCount;
}

/** @returns the ids that were known already */
async function writeLane(
  { pool }: Pick<Database, "pool">,
  lane: number,
  events: readonly NormalisedEvent[],
  receivedAt: Date,
): Promise<Set<string>> {
  if (events.length === 0) return new Set();
  const { transactions, lanes } = sharedByWriters(pool);
  const endTransaction = await transactions.take();
  let endLane = () => {};
  try {
    return await inTransaction({ pool }, async ({ client }) => {
      await prepareBatch(client);
      const known = await claimEventIds(client, events, receivedAt);
      const fresh = known.size === 0 ? events : events.filter(({ id }) => !known.has(id));
      if (fresh.length === 0) return known;
      await insertEvents(client, fresh, receivedAt);
      const update = aggregateEvents(fresh);
      endLane = await (lanes[lane] as (typeof lanes)[number]).take();
      await rollUp(pool, client, update);
      return known;
    });
  } finally {
    // Only after the commit: until then the rows are locked.
    endLane();
    endTransaction();
  }
}

/** Brings accounts, sightings and days up to date. */
async function rollUp(pool: pg.Pool, client: pg.ClientBase, update: BatchUpdate): Promise<void> {
  const identifiers = await addIdentifiers(pool, update);
  const capabilities = await ensureCapabilities(client, update.capabilities);
  const accounts = await upsertAccounts(client, update.accounts);
  await upsertSightings(client, update.sightings, { accounts, identifiers, capabilities });
  await upsertAccountDays(client, update.days, { accounts, identifiers, capabilities });
}

/**
 * Adds the identifiers in a transaction of their own, so that the other lane can use them at once and waits for nothing. Where the
 * batch then fails, identifiers stay that nobody has been seen with; they mean nothing and the next try uses them.
 */
async function addIdentifiers(pool: pg.Pool, { identifiers }: BatchUpdate) {
  const { newIdentifiers, identifierKeys } = sharedByWriters(pool);
  const end = await newIdentifiers.take();
  try {
    const added = await inTransaction({ pool }, async ({ client }) => {
      await prepareBatch(client);
      return ensureIdentifiers(client, identifiers, identifierKeys);
    });
    identifierKeys.remember(identifiers, added.keys);
    return added;
  } finally {
    end();
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
