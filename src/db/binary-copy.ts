import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { BinaryRows } from "./binary-rows.ts";
import { FixedRows, type FixedType } from "./fixed-rows.ts";
import { type ColumnType, type Columns, GrowingColumns } from "./growing-columns.ts";

/** What a query returned, column by column. */
export interface CopiedColumns<Types extends readonly ColumnType[]> {
  readonly rowCount: number;
  /** In the order of the types that were asked for, each `rowCount` long. */
  readonly columns: Columns<Types>;
}

/**
 * Reads a whole query result into typed arrays with binary COPY: millions of rows a second, where `query` makes an object of each.
 *
 * The result is parsed as it arrives, 64 KiB at a time, so that other work gets its turn in between.
 *
 * @param selectSql a query without parameters; COPY takes none, so nothing from outside may be in it
 * @param types of the selected columns, in order. They must be exact: cast in the query where in doubt
 * @throws {TypeError} when a value's size does not fit its type, or the number of columns differs
 */
export async function readBinaryCopy<const Types extends readonly ColumnType[]>(
  client: pg.ClientBase,
  selectSql: string,
  types: Types,
): Promise<CopiedColumns<Types>> {
  const columns = new GrowingColumns(types);
  const rows = new BinaryRows(columns);
  const stream = client.query(copyTo(`copy (${selectSql}) to stdout (format binary)`));
  for await (const chunk of stream as AsyncIterable<Buffer>) rows.take(chunk);
  rows.end();
  return { rowCount: columns.rowCount, columns: columns.finish() as unknown as Columns<Types> };
}

/**
 * Walks through a query result with binary COPY, for tens of millions of rows of which most are not kept. No value may be null.
 *
 * @param selectSql, types as for `readBinaryCopy`
 * @param visit told where each row starts; `placesInRow` says where in it the values lie, `binary-values.ts` reads them
 * @throws {TypeError} when a value is null or its size does not fit its type, or the number of columns differs
 */
export async function walkBinaryCopy(
  client: pg.ClientBase,
  selectSql: string,
  types: readonly FixedType[],
  visit: (view: DataView, row: number) => void,
): Promise<void> {
  const rows = new FixedRows(types, visit);
  const stream = client.query(copyTo(`copy (${selectSql}) to stdout (format binary)`));
  for await (const chunk of stream as AsyncIterable<Buffer>) rows.take(chunk);
  rows.end();
}
