import { setImmediate } from "node:timers/promises";
import type { NormalisedEvent } from "../model/event.ts";
import type { GroupedWriter } from "./grouped-writer.ts";
import { type IngestReport, IngestTally } from "./ingest-report.ts";
import type { IngestObserver } from "./ingest-observer.ts";
import { createKeyedHash } from "./keyed-hash.ts";
import { parseEvent } from "./parse-event.ts";

/** Events checked before other requests get a turn. */
const checkedAtOnce = 500;

export interface IngestValuesDependencies {
  readonly writer: GroupedWriter;
  readonly secret: Buffer;
  readonly now: Date;
  readonly observer?: IngestObserver | undefined;
}

/**
 * Takes in events that came together, as JSON values; the good ones are stored even where others are refused.
 *
 * @param values at most 10,000
 */
export async function ingestValues(
  { writer, secret, now, observer }: IngestValuesDependencies,
  values: readonly unknown[],
): Promise<IngestReport> {
  const tally = new IngestTally(observer);
  const context = { now, hash: createKeyedHash(secret) };
  const events: NormalisedEvent[] = [];
  for (const [place, value] of values.entries()) {
    if (place % checkedAtOnce === checkedAtOnce - 1) await setImmediate();
    const parsed = parseEvent(value, context);
    if (parsed.event) events.push(parsed.event);
    else tally.reject(place + 1, parsed.faults, parsed.id);
  }
  if (events.length > 0) tally.add(await writer.write(events));
  return tally.report();
}
