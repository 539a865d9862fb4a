import { isUtf8 } from "node:buffer";

/** A prompt of 200,000 characters fits even where each is written as `\u0000`, six bytes. */
export const longestLineBytes = 2 * 1024 * 1024;
const newline = 10;

/** A line that cannot be read as text. Its content is gone. */
export interface UnreadableLine {
  readonly detail: string;
}

const tooLong: UnreadableLine = { detail: "the line is longer than 2 MiB" };
const notUtf8: UnreadableLine = { detail: "the line is not UTF-8" };

/**
 * Cuts a stream of bytes into lines, whatever the chunks. Holds one line at most: of a longer one than 2 MiB only the fault.
 *
 * The lines of a chunk are decoded and cut together, which is twice as fast as one by one.
 */
export class LineSplitter {
  #rest: Buffer[] = [];
  #restBytes = 0;
  #isSkipping = false;
  #isFirst = true;

  /** @returns the lines that end in this chunk */
  push(chunk: Buffer): (string | UnreadableLine)[] {
    const last = chunk.lastIndexOf(newline);
    if (last < 0) {
      this.#keep(chunk);
      return [];
    }
    const lines: (string | UnreadableLine)[] = [];
    let start = 0;
    if (this.#isSkipping) {
      start = chunk.indexOf(newline) + 1;
      this.#isSkipping = false;
      lines.push(tooLong);
    }
    if (start <= last) for (const line of this.#cut(chunk.subarray(start, last))) lines.push(line);
    this.#keep(chunk.subarray(last + 1));
    return lines;
  }

  /** @returns the last line, where no newline ended it */
  end(): (string | UnreadableLine)[] {
    if (this.#isSkipping) return [tooLong];
    return this.#restBytes === 0 ? [] : this.#cut(Buffer.alloc(0));
  }

  /** The lines of what was kept and these bytes together. */
  #cut(bytes: Buffer): (string | UnreadableLine)[] {
    const block = this.#restBytes === 0 ? bytes : Buffer.concat([...this.#rest, bytes]);
    this.#rest = [];
    this.#restBytes = 0;
    const lines = block.length <= longestLineBytes && isUtf8(block) ? block.toString().split("\n") : cutOneByOne(block);
    if (this.#isFirst && typeof lines[0] === "string") lines[0] = lines[0].replace(/^\ufeff/, "");
    this.#isFirst = false;
    return lines;
  }

  #keep(bytes: Buffer): void {
    if (this.#isSkipping || bytes.length === 0) return;
    this.#rest.push(bytes);
    this.#restBytes += bytes.length;
    if (this.#restBytes <= longestLineBytes) return;
    this.#rest = [];
    this.#restBytes = 0;
    this.#isSkipping = true;
  }
}

function cutOneByOne(block: Buffer): (string | UnreadableLine)[] {
  const lines: (string | UnreadableLine)[] = [];
  for (let start = 0; start <= block.length; ) {
    const newlineAt = block.indexOf(newline, start);
    const end = newlineAt < 0 ? block.length : newlineAt;
    lines.push(toLine(block.subarray(start, end)));
    start = end + 1;
  }
  return lines;
}

function toLine(bytes: Buffer): string | UnreadableLine {
  if (bytes.length > longestLineBytes) return tooLong;
  return isUtf8(bytes) ? bytes.toString() : notUtf8;
}
