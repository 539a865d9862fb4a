import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { join } from "node:path";
import { createWorld } from "../../src/simulate/create-world.ts";
import { worldOptions } from "../../src/simulate/world-options.ts";
import { eventLines } from "../../src/simulate/write-world.ts";

/** A million events come from about 60,000 people; a few more are made, and the last events cut off. */
const peoplePerEvent = 0.062;
const fewestPeople = 200;

/** Files of JSON lines. */
export interface WorldFiles {
  /** All events, dealt out in turn: each file is in the order of time, and all speak of the same time. */
  readonly parts: readonly string[];
  /** The first events of all, for sending again. */
  readonly again: string;
}

interface WantedEvents {
  readonly events: number;
  readonly parts: number;
  readonly again: number;
}

/** Writes exactly so many events of a made-up world: the same on every machine. */
export async function writeWorldFiles(folder: string, wanted: WantedEvents, signal: AbortSignal): Promise<WorldFiles> {
  const parts = Array.from({ length: wanted.parts }, (_, part) => join(folder, `events-${part}.ndjson`));
  const again = join(folder, "events-again.ndjson");
  let people = Math.max(fewestPeople, Math.ceil(wanted.events * peoplePerEvent));
  while ((await dealOut(people, wanted, parts, again, signal)) < wanted.events) people = Math.ceil(people * 1.1);
  return { parts, again };
}

/** @returns how many events were written: fewer than wanted when the world has no more */
async function dealOut(
  people: number,
  wanted: WantedEvents,
  partFiles: readonly string[],
  againFile: string,
  signal: AbortSignal,
): Promise<number> {
  const parts = partFiles.map((file) => createWriteStream(file));
  const again = createWriteStream(againFile);
  let count = 0;
  for (const chunk of eventLines(createWorld(worldOptions({ seed: 1, people })))) {
    signal.throwIfAborted();
    const lines = chunk
      .trimEnd()
      .split("\n")
      .slice(0, wanted.events - count);
    const first = count;
    for (const [part, file] of parts.entries()) {
      await writeLines(
        file,
        lines.filter((_, place) => (first + place) % parts.length === part),
      );
    }
    await writeLines(again, lines.slice(0, Math.max(0, wanted.again - count)));
    count += lines.length;
    if (count === wanted.events) break;
  }
  await Promise.all([...parts, again].map(close));
  return count;
}

async function writeLines(file: WriteStream, lines: readonly string[]): Promise<void> {
  const text = lines.map((line) => `${line}\n`).join("");
  if (text !== "" && !file.write(text)) await once(file, "drain");
}

async function close(file: WriteStream): Promise<void> {
  file.end();
  await once(file, "close");
}
