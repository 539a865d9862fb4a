import { describe, expect, test } from "vitest";
import { walkBinaryCopy } from "../../src/db/binary-copy.ts";
import { readDay, readInt8, readSeconds } from "../../src/db/binary-values.ts";
import { FixedRows, placesInRow } from "../../src/db/fixed-rows.ts";
import { inTransaction } from "../../src/db/in-transaction.ts";
import { useTestDatabase } from "../support/test-database.ts";

const own = useTestDatabase();
const walk = (sql: string, types: Parameters<typeof walkBinaryCopy>[2], visit: (view: DataView, row: number) => void) =>
  inTransaction(own.database, ({ client }) => walkBinaryCopy(client, sql, types, visit));

describe("walkBinaryCopy", () => {
  test("visits each row once, in order, and says where its values lie", async () => {
    const types = ["int8", "int4", "timestamptz", "int4"] as const;
    const [key, number, at, day] = placesInRow(types);
    const seen: number[][] = [];
    await walk(
      `select i + 9007199254640000, -i::int, timestamptz '2026-04-22 09:00:00.5+00' + make_interval(secs => i), date '2026-04-22' - i::int
       from generate_series(1::bigint, 30000) i order by i`,
      types,
      (view, row) =>
        seen.push([
          readInt8(view, row + key),
          view.getInt32(row + number),
          readSeconds(view, row + at),
          readDay(view, row + day),
        ]),
    );
    const start = Date.UTC(2026, 3, 22, 9) / 1000 + 0.5;
    const firstDay = Date.UTC(2026, 3, 22) / 86_400_000;
    expect(seen).toEqual(
      Array.from({ length: 30_000 }, (_, i) => [9_007_199_254_640_001 + i, -i - 1, start + i + 1, firstDay - i - 1]),
    );
  });

  test("has nothing to visit where there are no rows", async () => {
    await walk("select 1 where false", ["int4"], () => expect.unreachable());
  });

  test.each([
    ["a null among others", "select nullif(i, 2) from generate_series(1, 3) i", "Column 1 has a null"],
    ["a null at the end", "select nullif(i, 3) from generate_series(1, 3) i", "broke off"],
    ["a type of another size", "select 1::bigint from generate_series(1, 3)", "values of 8 bytes"],
    ["another number of columns", "select 1, 2", "2 columns where 1"],
  ])("refuses %s, and the connection goes on working", async (_, sql, complaint) => {
    await expect(walk(sql, ["int4"], () => {})).rejects.toThrow(complaint);
    await own.database.pool.query("select 1");
  });
});

test("does not mind where the chunks end", () => {
  const row = Buffer.alloc(2 + 4 + 4);
  const header = Buffer.alloc(19);
  const rows = [7, -8, 9].map((value) => {
    const bytes = Buffer.from(row);
    bytes.writeInt16BE(1, 0);
    bytes.writeInt32BE(4, 2);
    bytes.writeInt32BE(value, 6);
    return bytes;
  });
  const bytes = Buffer.concat([header, ...rows, Buffer.from([0xff, 0xff])]);
  for (let size = 1; size <= bytes.length; size++) {
    const seen: number[] = [];
    const reader = new FixedRows(["int4"], (view, at) => seen.push(view.getInt32(at + 6)));
    for (let start = 0; start < bytes.length; start += size) reader.take(bytes.subarray(start, start + size));
    reader.end();
    expect(seen).toEqual([7, -8, 9]);
  }
});
