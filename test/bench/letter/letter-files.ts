import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream, type WriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { readLabels } from "../../../src/evaluation/read-labels.ts";
import type { Label } from "../../../src/model/label.ts";
import type { WorldTruth } from "../../../src/simulate/tally-rings.ts";

const program = join(import.meta.dirname, "../../../dist/main.js");
const lineFeed = 0x0a;

/** The letter's world as files of JSON lines, and its truth. */
export interface LetterFiles {
  /** What happened before the ban, dealt out over so many files as there are connections. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly truth: WorldTruth;
  readLabels(): Promise<Label[]>;
}

interface WantedFiles {
  readonly folder: string;
  readonly scale: number;
  readonly seed: number;
  /** The moment that divides the files, as in the events. */
  readonly ban: string;
  readonly parts: number;
}

/** Has `ringfence simulate` write the world, and deals its lines out: each file is in the order of time. */
export async function writeLetterFiles(wanted: WantedFiles, signal: AbortSignal): Promise<LetterFiles> {
  const { folder, scale, seed } = wanted;
  const [labels, truth] = [join(folder, "labels.csv"), join(folder, "truth.json")];
  const args = ["simulate", "--scenario", "letter", "--scale", `${scale}`, "--seed", `${seed}`];
  const simulator = spawn(process.execPath, [program, ...args, "--out", "-", "--labels", labels, "--truth", truth], {
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  const [[code], words, files] = await Promise.all([
    once(simulator, "close"),
    text(simulator.stderr),
    dealOut(simulator.stdout, wanted),
  ]);
  if (code !== 0) throw new Error(`The simulation ended with code ${code}:\n${words}`);
  return {
    ...files,
    truth: JSON.parse(await readFile(truth, "utf8")) as WorldTruth,
    readLabels: () => readLabels(createReadStream(labels)),
  };
}

async function dealOut(source: Readable, { folder, ban, parts }: WantedFiles) {
  const before = Array.from({ length: parts }, (_, part) => join(folder, `before-${part}.ndjson`));
  const after = Array.from({ length: parts }, (_, part) => join(folder, `after-${part}.ndjson`));
  const files = [before, after].map((paths) => paths.map((path) => createWriteStream(path)));
  let [turn, isBanned] = [0, false];
  for await (const lines of wholeLines(source)) {
    const split = isBanned ? 0 : findFirstLineFrom(ban, lines);
    isBanned ||= split < lines.length;
    for (const [phase, chunk] of [lines.subarray(0, split), lines.subarray(split)].entries())
      if (chunk.length > 0) await write(files[phase]?.[turn % parts] as WriteStream, chunk);
    turn += 1;
  }
  await Promise.all(files.flat().map(close));
  return { before, after };
}

/** Chunks that end where a line ends. */
async function* wholeLines(source: Readable): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(lineFeed) + 1;
    if (end > 0) yield Buffer.concat([rest, chunk.subarray(0, end)]);
    rest = end > 0 ? chunk.subarray(end) : Buffer.concat([rest, chunk]);
  }
  if (rest.length > 0) throw new Error("The simulation's last line has no end");
}

/** Where the first line stands that did not happen before a moment; the length where there is none. */
function findFirstLineFrom(moment: string, lines: Buffer): number {
  const isFrom = (start: number) => {
    const line = lines.toString("latin1", start, start + 200);
    return (/"occurred_at":"([^"]+)"/.exec(line)?.[1] ?? "") >= moment;
  };
  const last = lines.lastIndexOf(lineFeed, lines.length - 2) + 1;
  if (!isFrom(last)) return lines.length;
  let start = 0;
  while (!isFrom(start)) start = lines.indexOf(lineFeed, start) + 1;
  return start;
}

async function write(file: WriteStream, chunk: Buffer): Promise<void> {
  if (!file.write(chunk)) await once(file, "drain");
}

async function close(file: WriteStream): Promise<void> {
  file.end();
  await once(file, "close");
}
