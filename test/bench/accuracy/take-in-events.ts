import { createKeyedHash } from "../../../src/ingest/keyed-hash.ts";
import { parseEvent } from "../../../src/ingest/parse-event.ts";
import type { NormalisedEvent } from "../../../src/model/event.ts";
import type { EventTables } from "./event-tables.ts";

/** Later than any event of a benchmark: none lies in the future. */
const now = new Date("2100-01-01T00:00:00Z");
const context = { now, hash: createKeyedHash(Buffer.alloc(32, 1)) };

/** Checks and normalises events as the service does. @throws {Error} for one that the service would refuse */
function normalise(events: readonly unknown[]): NormalisedEvent[] {
  return events.map((value) => {
    const parsed = parseEvent(value, context);
    if (!parsed.event) throw new Error(`The service would refuse ${parsed.id}: ${parsed.faults[0]?.detail}`);
    return parsed.event;
  });
}

/** Few enough that what becomes of them is garbage while it is young, which is three times as fast. */
const batchSize = 1000;

/** Rolls up events, however many come at once. */
export function takeInEvents(tables: EventTables, events: readonly unknown[]): void {
  for (let from = 0; from < events.length; from += batchSize) {
    tables.add(normalise(events.slice(from, from + batchSize)));
  }
}
