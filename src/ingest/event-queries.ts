import type pg from "pg";
import { copyInto } from "../db/copy.ts";
import type { NormalisedEvent } from "../model/event.ts";
import { copyUnlessKnown } from "./copy-unless-known.ts";
import { eventColumns, toEventRow } from "./event-row.ts";
import { type Lane, laneOf, lanes } from "./lanes.ts";
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

/** Writes the events, and notes that they wait for the roll-up: a batch for each lane. */
export async function insertEvents(
  client: pg.ClientBase,
  events: readonly NormalisedEvent[],
  receivedAt: Date,
): Promise<void> {
  const laneOfEvent = Uint8Array.from(events, ({ accountId }) => laneOf(accountId));
  const batchOfLane: number[] = [];
  for (const lane of lanes) {
    const count = laneOfEvent.reduce((sum, other) => sum + (other === lane ? 1 : 0), 0);
    if (count > 0) batchOfLane[lane] = await addPendingBatch(client, lane, count);
  }
  await copyInto(
    client,
    "events",
    eventColumns,
    rowsOf(events, (event, place) => {
      return toEventRow(event, { batch: batchOfLane[laneOfEvent[place] as Lane] as number, receivedAt });
    }),
  );
}

/** @returns the number of the batch */
async function addPendingBatch(client: pg.ClientBase, lane: Lane, eventCount: number): Promise<number> {
  const { rows } = await client.query<{ batch: number }>(
    "insert into pending_batches (lane, event_count) values ($1, $2) returning batch",
    [lane, eventCount],
  );
  return (rows[0] as { batch: number }).batch;
}
