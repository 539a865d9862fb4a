import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Output } from "./cli-context.ts";

/**
 * Prints text of any length, as fast as it is read. That its reader leaves early, as `head` does, is no failure.
 *
 * @throws what `lines` throws
 */
export async function printLines(output: Output, lines: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(lines, { objectMode: false }), output, { end: false });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
  }
}
