import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

export function readGzip(file: string): Readable {
  const text = createGunzip();
  // An error of the file does not travel through pipe by itself.
  createReadStream(file)
    .once("error", (error) => text.destroy(error))
    .pipe(text);
  return text;
}

/** A compressed file of JSON values, one a line. */
export async function readJsonLines<Value>(file: string): Promise<Value[]> {
  const values: Value[] = [];
  for await (const line of createInterface(readGzip(file))) values.push(JSON.parse(line));
  return values;
}
