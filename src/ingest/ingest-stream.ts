import type { Dependencies } from "../dependencies.ts";
import { Batches, type WriterDependencies } from "./batches.ts";
import { type IngestReport, IngestTally } from "./ingest-report.ts";
import { createKeyedHash } from "./keyed-hash.ts";
import type { NormaliseContext } from "./normalise-event.ts";
import { parseEvent } from "./parse-event.ts";
import { readPatiently } from "./read-patiently.ts";
import { LineSplitter, type UnreadableLine } from "./split-lines.ts";

export type { IngestReport } from "./ingest-report.ts";

export type IngestDependencies = WriterDependencies & Pick<Dependencies, "secret">;

export interface IngestProgressCounts {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
}

/** A stream that pauses is not kept waiting: what has come is written. */
const patienceMilliseconds = 200;

/**
 * Takes in a stream of JSON lines of any length, unpacked. Memory stays the same; the stream waits while Postgres is busy.
 *
 * A stream that breaks off is no error: what was read whole is stored, and the report names the line where it broke.
 *
 * @param onProgress hears the counts after each batch
 * @returns what became of each line; what it counts as accepted is on disk
 * @throws when Postgres fails; batches written before stay, and a second try counts them as duplicates
 */
export async function ingestStream(
  dependencies: IngestDependencies,
  source: AsyncIterable<Buffer>,
  { onProgress = () => {} }: { readonly onProgress?: (counts: IngestProgressCounts) => void } = {},
): Promise<IngestReport> {
  const tally = new IngestTally(dependencies.observer);
  const batches = new Batches(dependencies, (written) => {
    tally.add(written);
    onProgress(tally);
  });
  const splitter = new LineSplitter();
  const hash = createKeyedHash(dependencies.secret);
  let lineNumber = 0;
  const takeLines = async (lines: readonly (string | UnreadableLine)[]) => {
    const context = { now: dependencies.clock.now(), hash };
    for (const line of lines) {
      lineNumber += 1;
      const event = readLine(line, lineNumber, context, tally);
      if (event && batches.add(event)) await batches.flush();
    }
  };
  try {
    const ending = await readPatiently(source, {
      patienceMilliseconds,
      onChunk: (chunk) => takeLines(splitter.push(chunk)),
      onPause: () => batches.flush(),
    });
    if (ending === "whole") await takeLines(splitter.end());
    else tally.reject(lineNumber + 1, [{ detail: brokenOff, path: [] }]);
  } catch (error) {
    // The batches under way end either way; whoever hears of the failure may send again at once.
    await batches.finish().catch(() => {});
    throw error;
  }
  await batches.finish();
  return tally.report();
}

const brokenOff = "the stream broke off in this line: it and what follows is not stored, send it again";

/** The event of a line; undefined for a blank one, and for one that is refused. */
function readLine(line: string | UnreadableLine, number: number, context: NormaliseContext, tally: IngestTally) {
  if (typeof line !== "string") {
    tally.reject(number, [{ detail: line.detail, path: [] }]);
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    if (line.trim() !== "") tally.reject(number, [{ detail: "the line is not JSON", path: [] }]);
    return undefined;
  }
  const parsed = parseEvent(value, context);
  if (!parsed.event) tally.reject(number, parsed.faults, parsed.id);
  return parsed.event;
}
