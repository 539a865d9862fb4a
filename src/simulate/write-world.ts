import { createWriteStream } from "node:fs";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import type { Label } from "../model/label.ts";
import type { World } from "./create-world.ts";
import { nameEvent, timeOf } from "./name-event.ts";
import { longestEvent, PackedDay } from "./packed-day.ts";
import type { DatedEvent } from "./world-event.ts";
import type { WorldOptions } from "./world-options.ts";

/** Lines are handed on in chunks of about this many bytes: one write for each event would cost half of the time. */
const chunkBytes = 64 * 1024;
const longestLine = longestEvent + 1024;
const lineFeed = 0x0a;

/** Who listens while a world is written. */
export interface WorldListeners {
  /** Hears how many days and events are behind. */
  readonly onDay?: (days: number, events: number) => void;
  /** Hears of each event, day by day, within a day not in the order of time. */
  readonly onEvent?: (event: DatedEvent) => void;
}

/** A world's events as JSON lines, in chunks of many. Only one day is held in memory: a world of many millions of events can be written. */
export function* eventLines(world: World, { onDay, onEvent }: WorldListeners = {}): Generator<string> {
  const { options } = world;
  const packed = new PackedDay();
  let events = 0;
  for (let day = 0; day < options.days; day += 1) {
    packed.clear();
    world.visitDay(day, (event) => {
      onEvent?.(event);
      packed.add(event);
    });
    yield* linesOf(packed, options, events);
    events += packed.count;
    onDay?.(day + 1, events);
  }
}

function* linesOf(packed: PackedDay, options: WorldOptions, before: number): Generator<string> {
  const chunk = Buffer.allocUnsafeSlow(chunkBytes + longestLine);
  let length = 0;
  let sequence = before;
  let lastAt: number | undefined;
  let time = "";
  for (const { at, rest } of packed.inOrder()) {
    sequence += 1;
    // Counts by the hour have their time in common with many others.
    if (at !== lastAt) time = timeOf(options, at);
    lastAt = at;
    length += chunk.write(`{"id":"${nameEvent(options, sequence)}","occurred_at":"${time}",`, length, "latin1");
    length += rest.copy(chunk, length);
    length = chunk.writeUInt8(lineFeed, length);
    if (length < chunkBytes) continue;
    yield chunk.toString("utf8", 0, length);
    length = 0;
  }
  if (length > 0) yield chunk.toString("utf8", 0, length);
}

/** The labels file: `account_id,label,group,group_kind`, label 1 for a fake account. No field needs quoting. */
export function* labelLines(labels: readonly Label[]): Generator<string> {
  yield "account_id,label,group,group_kind\n";
  for (const { accountId, isFake, group, groupKind } of labels) {
    yield `${accountId},${isFake ? 1 : 0},${group},${groupKind}\n`;
  }
}

/** Writes text to a file, compressed where its name ends in .gz (quickly: packing well takes longer than making the world), or to the stream given. */
export async function writeLines(lines: Iterable<string>, target: string | Writable): Promise<void> {
  const source = Readable.from(lines, { objectMode: false });
  if (typeof target !== "string") return pipeline(source, target, { end: false });
  const file = createWriteStream(target);
  return target.endsWith(".gz")
    ? pipeline(source, createGzip({ level: constants.Z_BEST_SPEED }), file)
    : pipeline(source, file);
}
