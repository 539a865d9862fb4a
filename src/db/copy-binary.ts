import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

/** Bytes in one message to Postgres. Smaller ones cost more calls, larger ones more memory without being faster. */
const chunkBytes = 65_536;
/** A signature, no flags, no extension. */
const header = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const trailer = Buffer.of(0xff, 0xff);

/**
 * As `copyInto`, for rows that a `BinaryRowWriter` has written.
 *
 * @param columns in the order of the values of a row, each of exactly the type that was written
 * @param rows whole rows, as many as you like in each part
 * @returns how many rows were written
 */
export async function copyBinary(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<Buffer>,
): Promise<number> {
  const names = columns.map(pg.escapeIdentifier).join(", ");
  const copy = client.query(copyFrom(`copy ${pg.escapeIdentifier(table)} (${names}) from stdin (format binary)`));
  await pipeline(toChunks(rows), copy);
  return copy.rowCount;
}

function* toChunks(rows: Iterable<Buffer>): Generator<Buffer> {
  yield header;
  for (const part of rows) {
    for (let start = 0; start < part.length; start += chunkBytes) yield part.subarray(start, start + chunkBytes);
  }
  yield trailer;
}
