import { createWriteStream } from "node:fs";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Label } from "../model/label.ts";
import type { World } from "./create-world.ts";

/** Lines are handed on in chunks of about this many characters: one write for each event would cost half of the time. */
const chunkCharacters = 64 * 1024;

/** A world's events as JSON lines, in chunks of many. `onDay` hears how many days and events are behind. */
export function* eventLines(world: World, onDay: (days: number, events: number) => void = () => {}): Generator<string> {
  let days = 0;
  let events = 0;
  for (const eventsOfDay of world.days()) {
    let chunk = "";
    for (const event of eventsOfDay) {
      chunk += `${JSON.stringify(event)}\n`;
      if (chunk.length < chunkCharacters) continue;
      yield chunk;
      chunk = "";
    }
    if (chunk !== "") yield chunk;
    days += 1;
    events += eventsOfDay.length;
    onDay(days, events);
  }
}

/** The labels file: `account_id,label,group,group_kind`, label 1 for a fake account. No field needs quoting. */
export function* labelLines(labels: readonly Label[]): Generator<string> {
  yield "account_id,label,group,group_kind\n";
  for (const { accountId, isFake, group, groupKind } of labels) {
    yield `${accountId},${isFake ? 1 : 0},${group},${groupKind}\n`;
  }
}

/** Writes text to a file, compressed where its name ends in .gz, or to the stream given. */
export async function writeLines(lines: Iterable<string>, target: string | Writable): Promise<void> {
  const source = Readable.from(lines, { objectMode: false });
  if (typeof target !== "string") return pipeline(source, target, { end: false });
  const file = createWriteStream(target);
  return target.endsWith(".gz") ? pipeline(source, createGzip(), file) : pipeline(source, file);
}
