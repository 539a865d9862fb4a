import { describe, expect, test } from "vitest";
import { copyInto } from "../../src/db/copy.ts";
import type { CopyValue } from "../../src/db/copy-line.ts";
import { inTransaction } from "../../src/db/in-transaction.ts";
import { useTestDatabase } from "../support/test-database.ts";

const own = useTestDatabase();

/** Writes the values into a column of the type and reads them back in the order in which they were written. */
function roundTrip(type: string, values: readonly CopyValue[]): Promise<unknown[]> {
  return inTransaction(own.database, async ({ client }) => {
    await client.query(`create temporary table trip (position integer, value ${type}) on commit drop`);
    const rows = values.map((value, position) => [position, value] as const);
    expect(await copyInto(client, "trip", ["position", "value"], rows)).toBe(values.length);
    const result = await client.query<{ value: unknown }>("select value from trip order by position");
    return result.rows.map(({ value }) => value);
  });
}

const nasty = [
  "",
  " ",
  "\\",
  "\\.",
  "\\N",
  "\\t",
  "tab\there",
  "line\nfeed",
  "carriage\rreturn\r\n",
  "NULL",
  "null",
  "{a,b}",
  '"quoted", \\"twice\\"',
  "'); drop table events; --",
  "\b\f\v\u0001\u007f",
  "naïve 指紋 👩‍👩‍👧 \u2028",
  "x".repeat(200_000),
];

describe("copyInto brings back what was written:", () => {
  test("texts that look like the format", async () => {
    expect(await roundTrip("text", nasty)).toEqual(nasty);
  });

  test("nulls, which are not empty texts", async () => {
    expect(await roundTrip("text", [null, "", null])).toEqual([null, "", null]);
  });

  test("arrays of such texts, with nulls and without elements", async () => {
    expect(await roundTrip("text[]", [nasty, [], [null, "NULL", ""], null])).toEqual([
      nasty,
      [],
      [null, "NULL", ""],
      null,
    ]);
    expect(await roundTrip("bigint[]", [[1, -2, 9_007_199_254_740_991], [null]])).toEqual([
      [1, -2, 9_007_199_254_740_991],
      [null],
    ]);
  });

  test("times to the millisecond", async () => {
    const times = ["1970-01-01T00:00:00.000Z", "2026-04-22T09:00:00.123Z", "+012026-04-22T09:00:00.000Z"];
    const dates = times.map((time) => new Date(time));
    expect(await roundTrip("timestamptz", dates)).toEqual(dates);
  });

  test("bytes", async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    expect(await roundTrip("bytea", [bytes, Buffer.alloc(0), null])).toEqual([bytes, Buffer.alloc(0), null]);
  });

  test("numbers, also those that are none", async () => {
    const numbers = [0.1, -1e300, 5e-324, Number.POSITIVE_INFINITY, Number.NaN];
    expect(await roundTrip("double precision", numbers)).toEqual(numbers);
    expect(await roundTrip("bigint", [9_007_199_254_740_991n, -1])).toEqual([9_007_199_254_740_991, -1]);
  });

  test("truth values", async () => {
    expect(await roundTrip("boolean", [true, false, null])).toEqual([true, false, null]);
  });

  test("addresses", async () => {
    expect(await roundTrip("inet", ["203.0.113.7", "2001:db8::1", null])).toEqual(["203.0.113.7", "2001:db8::1", null]);
  });

  test("no rows at all", async () => {
    expect(await roundTrip("text", [])).toEqual([]);
  });
});

describe("copyInto fails", () => {
  test("when the rows throw, with what they threw; the connection goes on working", async () => {
    const failure = new Error("the source dried up");
    function* rows(): Generator<readonly CopyValue[]> {
      for (let row = 0; row < 10_000; row++) yield [`name ${row}`];
      throw failure;
    }
    const attempt = inTransaction(own.database, ({ client }) => copyInto(client, "capabilities", ["name"], rows()));
    await expect(attempt).rejects.toBe(failure);
    expect(await own.database.db.selectFrom("capabilities").selectAll().execute()).toEqual([]);
  });

  test("when Postgres refuses a row, with what Postgres says", async () => {
    const attempt = inTransaction(own.database, ({ client }) =>
      copyInto(client, "capabilities", ["name"], [["twice"], ["twice"]]),
    );
    await expect(attempt).rejects.toMatchObject({ constraint: "capabilities_name_is_unique" });
  });
});
