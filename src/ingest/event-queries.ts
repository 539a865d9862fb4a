import type pg from "pg";
import { copyInto } from "../db/copy.ts";
import type { NormalisedEvent } from "../model/event.ts";
import { eventColumns, type StoredWith, toEventRow } from "./event-row.ts";
import { copyUnlessKnown } from "./copy-unless-known.ts";
import { rowsOf } from "./rows-of.ts";

/**
 * Claims the ids for this transaction, in their order, so that two batches at once wait for each other and never in a circle.
 *
 * @returns those that were taken already
 */
export async function claimEventIds(
  client: pg.ClientBase,
  events: readonly NormalisedEvent[],
  receivedAt: Date,
): Promise<Set<string>> {
  const receivedOn = receivedAt.toISOString().slice(0, 10);
  const sorted = events.map(({ id }) => id).sort();
  // Nearly always all of them are new.
  const rows = rowsOf(sorted, (id) => [id, receivedOn]);
  if (await copyUnlessKnown(client, "event_ids", ["id", "received_on"], rows)) return new Set();

  await client.query(`create temp table if not exists batch_event_ids (id text collate "C") on commit delete rows`);
  await copyInto(
    client,
    "batch_event_ids",
    ["id"],
    rowsOf(sorted, (id) => [id]),
  );
  const taken = await client.query<{ id: string }>(
    `with claimed as (
       insert into event_ids (id, received_on) select id, $1::date from batch_event_ids on conflict do nothing returning id
     )
     select id from batch_event_ids where id not in (select id from claimed)`,
    [receivedOn],
  );
  return new Set(taken.rows.map(({ id }) => id));
}

/** Notes that a batch of events waits for the roll-up. @returns the number of the batch */
export async function addPendingBatch(client: pg.ClientBase, eventCount: number): Promise<number> {
  const { rows } = await client.query<{ batch: number }>(
    "insert into pending_batches (event_count) values ($1) returning batch",
    [eventCount],
  );
  return (rows[0] as { batch: number }).batch;
}

export async function insertEvents(
  client: pg.ClientBase,
  events: readonly NormalisedEvent[],
  storedWith: StoredWith,
): Promise<void> {
  await copyInto(
    client,
    "events",
    eventColumns,
    rowsOf(events, (event) => toEventRow(event, storedWith)),
  );
}
