import { createReadStream } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { magicBytes, packingOf, unpack } from "../ingest/unpack.ts";
import { DomainError } from "../model/errors.ts";
import type { CliContext } from "./cli-context.ts";

/** A file to read from, or the standard input. */
export interface Input {
  readonly name: string;
  /** Size on disk; undefined where it cannot be known beforehand. */
  readonly bytes: number | undefined;
  /** Opens it, unpacked. `onBytes` hears of every chunk read from disk. */
  open(onBytes: (count: number) => void): AsyncIterable<Buffer>;
}

/**
 * Finds what is to be read; `-` is the standard input.
 *
 * @throws {DomainError} `invalid` when a file is not there or is a folder: before anything is read, so that a typing error in the
 *   second name does not come up after an hour with the first
 */
export async function findInput(name: string, { stdin }: Pick<CliContext, "stdin">): Promise<Input> {
  if (name === "-") return { name: "standard input", bytes: undefined, open: (onBytes) => read(stdin, onBytes) };
  const found = await stat(name).catch(() => undefined);
  if (found === undefined) throw new DomainError("invalid", "no-such-file", `There is no file ${name}.`);
  if (found.isDirectory()) throw new DomainError("invalid", "not-a-file", `${name} is a folder; name its files.`);
  await access(name, constants.R_OK).catch(() => {
    throw new DomainError("invalid", "file-not-readable", `${name} may not be read by this user.`);
  });
  // A named pipe has no size worth showing.
  const bytes = found.isFile() ? found.size : undefined;
  return { name, bytes, open: (onBytes) => read(createReadStream(name, { highWaterMark: 262_144 }), onBytes) };
}

/** Whether to unpack is decided by the first bytes: names lie, and the standard input has none. */
async function* read(source: Readable, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let head = Buffer.alloc(0);
  while (head.length < magicBytes) {
    const { value, done } = await chunks.next();
    if (done === true) break;
    head = Buffer.concat([head, value]);
  }
  const bytes = startingWith(head, { [Symbol.asyncIterator]: () => chunks }, onBytes);
  yield* unpack(bytes, packingOf(head));
}

async function* startingWith(
  head: Buffer,
  rest: AsyncIterable<Buffer>,
  onBytes: (count: number) => void,
): AsyncGenerator<Buffer> {
  onBytes(head.length);
  yield head;
  for await (const chunk of rest) {
    onBytes(chunk.length);
    yield chunk;
  }
}
