import type pg from "pg";
import { BinaryRowWriter } from "../db/binary-row-writer.ts";
import { copyBinary } from "../db/copy-binary.ts";
import { copyUnlessKnown } from "./copy-unless-known.ts";
import { type Lane, lanes } from "./lanes.ts";
import { eventColumns } from "./pack-event.ts";
import type { PackedEvents } from "./packed-events.ts";

/**
 * Claims the ids for this transaction, in their order, so that two batches at once wait for each other and never in a circle.
 *
 * @returns those that were taken already
 */
export async function claimEventIds(
  client: pg.ClientBase,
  events: PackedEvents,
  receivedAt: Date,
): Promise<Set<string>> {
  const rows = new BinaryRowWriter();
  for (const id of events.sortedIds()) {
    rows.beginRow(2);
    rows.text(id);
    rows.date(receivedAt.getTime());
  }
  // Nearly always all of them are new.
  const copy = (table: string) => copyBinary(client, table, ["id", "received_on"], [rows.bytes()]);
  if (await copyUnlessKnown(client, () => copy("event_ids"))) return new Set();

  await client.query(
    `create temp table if not exists batch_event_ids (id text collate "C", received_on date) on commit delete rows`,
  );
  await copy("batch_event_ids");
  const taken = await client.query<{ id: string }>(
    `with claimed as (
       insert into event_ids (id, received_on) select id, received_on from batch_event_ids on conflict do nothing returning id
     )
     select id from batch_event_ids where id not in (select id from claimed)`,
  );
  return new Set(taken.rows.map(({ id }) => id));
}

/** Writes the events whose ids are not known, and notes that they wait for the roll-up: a batch for each lane. */
export async function insertEvents(
  client: pg.ClientBase,
  events: PackedEvents,
  known: ReadonlySet<string>,
  receivedAt: Date,
): Promise<void> {
  const counts = events.countByLane(known);
  const batchOfLane: (number | undefined)[] = [];
  for (const lane of lanes) {
    const count = counts[lane] ?? 0;
    batchOfLane[lane] = count === 0 ? undefined : await addPendingBatch(client, lane, count);
  }
  await copyBinary(client, "events", eventColumns, events.rows(known, { batchOfLane, receivedAt }));
}

/** @returns the number of the batch */
async function addPendingBatch(client: pg.ClientBase, lane: Lane, eventCount: number): Promise<number> {
  const { rows } = await client.query<{ batch: number }>(
    "insert into pending_batches (lane, event_count) values ($1, $2) returning batch",
    [lane, eventCount],
  );
  return (rows[0] as { batch: number }).batch;
}
