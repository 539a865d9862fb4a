import { describe, expect, test } from "vitest";
import { readBinaryCopy } from "../../src/db/binary-copy.ts";
import { BinaryRows } from "../../src/db/binary-rows.ts";
import { GrowingColumns } from "../../src/db/growing-columns.ts";
import { inTransaction } from "../../src/db/in-transaction.ts";
import { useTestDatabase } from "../support/test-database.ts";

const own = useTestDatabase();

describe("readBinaryCopy", () => {
  test("reads every type as it is, and says what is null", async () => {
    const { rowCount, columns } = await inTransaction(own.database, ({ client }) =>
      readBinaryCopy(
        client,
        `values (9007199254740991::bigint, -7::int, 32767::smallint, 0.1::float8, 0.5::float4,
                 timestamptz '2026-04-22 09:00:00.123456+00', 'naïve 指紋'),
                (-9007199254740991, 2147483647, '-1', 'NaN', '-Infinity', '1969-12-31 23:59:59.5+00', ''),
                (null, null, null, null, null, null, null)`,
        ["int8", "int4", "int2", "float8", "float4", "timestamptz", "text"],
      ),
    );
    expect(rowCount).toBe(3);
    const [int8, int4, int2, float8, float4, timestamptz, text] = columns;
    expect(int8).toEqual(Float64Array.of(9_007_199_254_740_991, -9_007_199_254_740_991, -1));
    expect(int4).toEqual(Int32Array.of(-7, 2_147_483_647, -1));
    expect(int2).toEqual(Int16Array.of(32_767, -1, -1));
    expect(float8).toEqual(Float64Array.of(0.1, Number.NaN, Number.NaN));
    expect(float4).toEqual(Float32Array.of(0.5, Number.NEGATIVE_INFINITY, Number.NaN));
    expect(timestamptz).toEqual(Float64Array.of(Date.UTC(2026, 3, 22, 9) / 1000 + 0.123456, -0.5, Number.NaN));
    expect(text).toEqual(["naïve 指紋", "", ""]);
  });

  test("reads more rows than fit one message or one array, in order", async () => {
    const { rowCount, columns } = await inTransaction(own.database, ({ client }) =>
      readBinaryCopy(client, "select i, i % 7, 'row ' || i from generate_series(1, 300000) i order by i", [
        "int4",
        "int4",
        "text",
      ]),
    );
    expect(rowCount).toBe(300_000);
    expect(columns.map((column) => column.length)).toEqual([300_000, 300_000, 300_000]);
    expect(columns[0].every((value, row) => value === row + 1)).toBe(true);
    expect(columns[1].every((value, row) => value === (row + 1) % 7)).toBe(true);
    expect(columns[2].every((value, row) => value === `row ${row + 1}`)).toBe(true);
  });

  test("reads no rows into empty columns", async () => {
    const empty = await inTransaction(own.database, ({ client }) =>
      readBinaryCopy(client, "select 1 where false", ["int4"]),
    );
    expect(empty).toEqual({ rowCount: 0, columns: [new Int32Array(0)] });
  });

  test.each([
    ["a type of another size", "select 1::bigint", ["int4"] as const, "values of 8 bytes"],
    ["another number of columns", "select 1, 2", ["int4"] as const, "2 columns where 1"],
  ])("refuses %s, and the connection goes on working", async (_, sql, types, complaint) => {
    const attempt = inTransaction(own.database, ({ client }) => readBinaryCopy(client, sql, types));
    await expect(attempt).rejects.toThrow(complaint);
    await own.database.pool.query("select 1");
  });

  test("passes on what Postgres says of a query that does not work", async () => {
    const attempt = inTransaction(own.database, ({ client }) =>
      readBinaryCopy(client, "select 1 / (3 - i) from generate_series(1, 5) i", ["int4"]),
    );
    await expect(attempt).rejects.toThrow("division by zero");
    await own.database.pool.query("select 1");
  });
});

describe("BinaryRows", () => {
  test("does not mind where the chunks end", async () => {
    const bytes = Buffer.concat([
      Buffer.from("PGCOPY\n\xff\r\n\0", "latin1"),
      Buffer.from("0000000000000000", "hex"),
      Buffer.from("0002 00000004 00000007 00000002 6869".replaceAll(" ", ""), "hex"),
      Buffer.from("0002 ffffffff 00000000".replaceAll(" ", ""), "hex"),
      Buffer.from("ffff", "hex"),
    ]);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const columns = new GrowingColumns(["int4", "text"]);
      const rows = new BinaryRows(columns);
      rows.take(bytes.subarray(0, cut));
      rows.take(bytes.subarray(cut));
      rows.end();
      expect(columns.finish()).toEqual([Int32Array.of(7, -1), ["hi", ""]]);
    }
  });

  test("does not take a result that broke off for a short one", () => {
    const rows = new BinaryRows(new GrowingColumns(["int4"]));
    rows.take(Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1"));
    expect(() => rows.end()).toThrow("broke off");
  });
});
