import { pipeline } from "node:stream/promises";
import { setImmediate as takeTurns } from "node:timers/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { toCopyLine, type CopyValue } from "./copy-line.ts";

/** Bytes in one message to Postgres. Smaller ones cost more calls, larger ones more memory without being faster. */
const chunkBytes = 65_536;

/**
 * Writes rows into a table with COPY, the fastest way in, inside whatever transaction the connection is in.
 *
 * Rows are taken as Postgres takes them, so an endless iterable needs no more memory than a short one.
 *
 * @param table name of a table, without schema; a temporary one is found first
 * @param columns in the order of the values of a row
 * @returns how many rows were written
 */
export async function copyInto(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<number> {
  const names = columns.map(pg.escapeIdentifier).join(", ");
  const copy = client.query(copyFrom(`copy ${pg.escapeIdentifier(table)} (${names}) from stdin`));
  await pipeline(toChunks(rows), copy);
  return copy.rowCount;
}

/** Others have their turn between two chunks: a socket that takes all at once would let nobody else in until the last. */
async function* toChunks(rows: Iterable<readonly CopyValue[]>): AsyncGenerator<Buffer> {
  let lines = "";
  for (const row of rows) {
    lines += toCopyLine(row);
    if (lines.length >= chunkBytes) {
      yield Buffer.from(lines);
      lines = "";
      await takeTurns();
    }
  }
  if (lines !== "") yield Buffer.from(lines);
}
