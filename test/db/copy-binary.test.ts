import { describe, expect, test } from "vitest";
import { BinaryRowWriter } from "../../src/db/binary-row-writer.ts";
import { copyBinary } from "../../src/db/copy-binary.ts";
import { inTransaction } from "../../src/db/in-transaction.ts";
import { useTestDatabase } from "../support/test-database.ts";

const own = useTestDatabase();

/** Has rows written into a table of its own, and reads them back as Postgres writes them. */
function roundTrip(columns: string, write: (row: BinaryRowWriter, place: number) => void, count: number) {
  return inTransaction(own.database, async ({ client }) => {
    await client.query(`create temporary table trip (${columns}) on commit drop; set local timezone = 'UTC'`);
    const names = columns.split(", ").map((column) => column.split(" ")[0] as string);
    const rows = new BinaryRowWriter();
    for (let place = 0; place < count; place++) {
      rows.beginRow(names.length);
      write(rows, place);
    }
    expect(await copyBinary(client, "trip", names, [rows.bytes()])).toBe(count);
    const { rows: read } = await client.query<{ row: unknown[] }>("select to_jsonb(trip) as row from trip");
    return read.map(({ row }) => row);
  });
}

describe("rows in binary", () => {
  test("hold what was written, of every type, and nulls", async () => {
    const read = await roundTrip(
      "t text, n bigint, b boolean, at timestamptz, d date, a inet, l text[]",
      (row, place) => {
        if (place === 1) for (let column = 0; column < 7; column++) row.null();
        if (place === 1) return;
        row.text("tab\t \\N é 指紋 👩‍👧");
        row.int8(place === 0 ? 9_007_199_254_740_991 : -9_007_199_254_740_991);
        row.boolean(place === 0);
        row.timestamptz(place === 0 ? Date.UTC(2026, 3, 22, 9, 0, 0, 123) : 1);
        row.date(place === 0 ? Date.UTC(2026, 3, 22, 23, 59) : 0);
        row.raw(Uint8Array.of(2, 32, 0, 4, 203, 0, 113, 7));
        row.texts(["", "{a,b}", "NULL", "x".repeat(300)]);
      },
      3,
    );
    const first = {
      t: "tab\t \\N é 指紋 👩‍👧",
      n: 9_007_199_254_740_991,
      b: true,
      at: "2026-04-22T09:00:00.123+00:00",
      d: "2026-04-22",
      a: "203.0.113.7",
      l: ["", "{a,b}", "NULL", "x".repeat(300)],
    };
    const nulls = { t: null, n: null, b: null, at: null, d: null, a: null, l: null };
    const early = { n: -9_007_199_254_740_991, b: false, at: "1970-01-01T00:00:00.001+00:00", d: "1970-01-01" };
    expect(read).toEqual([first, nulls, { ...first, ...early }]);
  });

  test("hold texts of every length, however often the buffer has to grow", async () => {
    const text = (place: number) => "é指x".slice(place % 3).repeat(place);
    const read = await roundTrip("t text", (row, place) => row.text(text(place)), 1500);
    expect(read).toEqual(Array.from({ length: 1500 }, (_, place) => ({ t: text(place) })));
  });

  test("can be written over where a number or a time stands", async () => {
    const read = await roundTrip(
      "n bigint, at timestamptz",
      (row) => {
        const start = row.length;
        row.int8(0);
        row.int8(0);
        row.setInt8(start + 4, 7);
        row.setTimestamptz(start + 16, Date.UTC(2026, 0, 1));
      },
      2,
    );
    expect(read).toEqual([1, 2].map(() => ({ n: 7, at: "2026-01-01T00:00:00+00:00" })));
  });
});
