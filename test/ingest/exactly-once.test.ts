import { beforeEach, describe, expect, test } from "vitest";
import { ingestStream } from "../../src/ingest/ingest-stream.ts";
import { rollUpEvents } from "../../src/ingest/roll-up-events.ts";
import { emptyTables, readTables } from "../support/event-tables.ts";
import { someStream } from "../support/some-stream.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { connect } from "../../src/db/connect.ts";
import { useTestDatabase } from "../support/test-database.ts";

const service = useTestDatabase();
const clock = stoppedAt("2026-06-01T12:00:00Z");
const secret = Buffer.alloc(32, 1);
const events = someStream(1, 14_000);

/** Stores and counts. */
async function ingest(part: readonly object[], database = service.database) {
  async function* chunks() {
    for (let start = 0; start < part.length; start += 700) {
      yield Buffer.from(
        part
          .slice(start, start + 700)
          .map((event) => `${JSON.stringify(event)}\n`)
          .join(""),
      );
    }
  }
  const report = await ingestStream({ database, clock, secret }, chunks());
  await rollUpEvents(database);
  return report;
}

let expected: Record<string, string[]>;
async function readOnce(): Promise<Record<string, string[]>> {
  await emptyTables(service.database);
  expect(await ingest(events)).toEqual({ accepted: events.length, duplicates: 0, rejected: 0, errors: [] });
  return readTables(service.database);
}

/** Table by table, and by their differences: Jest's own difference of 100,000 rows takes minutes. */
function expectSame(actual: Record<string, string[]>): void {
  for (const [table, rows] of Object.entries(expected)) {
    const there = new Set(actual[table]);
    const wanted = new Set(rows);
    const missing = rows.filter((row) => !there.has(row)).slice(0, 3);
    const extra = (actual[table] ?? []).filter((row) => !wanted.has(row)).slice(0, 3);
    expect({ table, count: actual[table]?.length, missing, extra }).toEqual({
      table,
      count: rows.length,
      missing: [],
      extra: [],
    });
  }
}

beforeEach(async () => {
  expected ??= await readOnce();
  await emptyTables(service.database);
});

describe("the same events", () => {
  test("twice are there once, and the second time are counted as duplicates", async () => {
    await ingest(events);
    expect(await ingest(events)).toEqual({ accepted: 0, duplicates: events.length, rejected: 0, errors: [] });
    expectSame(await readTables(service.database));
  });

  test("from two clients that overlap by half are there once", async () => {
    const third = Math.floor(events.length / 3);
    const reports = await Promise.all([ingest(events.slice(0, 2 * third)), ingest(events.slice(third))]);
    expect(reports.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(events.length);
    expect(reports.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(third);
    expectSame(await readTables(service.database));
  });

  test("from four processes at once, each in another order, are there once", async () => {
    // A pool of its own is what another process has: turns are taken per pool.
    const others = await Promise.all([1, 2, 3].map(() => connect(service.url)));
    const shifted = (by: number) => [...events.slice(by), ...events.slice(0, by)];
    const reports = await Promise.all([
      ingest(events),
      ingest(events.toReversed(), others[0]),
      ingest(shifted(4000), others[1]),
      ingest(shifted(9000), others[2]),
    ]);
    await Promise.all(others.map((other) => other.close()));
    expect(reports.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(events.length);
    expectSame(await readTables(service.database));
  });

  test("in another order, in small parts, say the same", async () => {
    const shuffled = events.map((event, place) => ({ event, by: (place * 7919) % events.length }));
    const ordered = shuffled.sort((a, b) => a.by - b.by).map(({ event }) => event);
    for (let start = 0; start < ordered.length; start += 4000) await ingest(ordered.slice(start, start + 4000));
    expectSame(await readTables(service.database));
  });

  test("within one batch are there once: the first counts", async () => {
    const [first] = events as [Record<string, unknown>];
    const report = await ingest([first, { ...first, account_id: "other" }, first]);
    expect(report).toMatchObject({ accepted: 1, duplicates: 2 });
    const { rows } = await service.database.pool.query("select account_id from events");
    expect(rows).toEqual([{ account_id: first.account_id }]);
  });
});

/** Rows in an order that no server's language decides. */
async function read(query: string): Promise<unknown[]> {
  const { rows } = await service.database.pool.query(`select * from (${query}) r order by r::text collate "C"`);
  return rows;
}

describe("what is counted", () => {
  test("is what a slow query over the raw events counts", async () => {
    await ingest(events);
    const days = await read(`
      select a.id, d.day::text, coalesce(c.name, '') as capability, d.event_count, d.request_count, d.input_tokens,
             d.output_tokens, d.hours
      from account_days d join accounts a on a.key = d.account_key left join capabilities c on c.key = d.capability_key`);
    const slowDays = await read(`
      select account_id as id, (occurred_at at time zone 'UTC')::date::text as day, coalesce(capability, '') as capability,
             count(*)::int as event_count, sum(requests)::bigint as request_count, sum(input_tokens)::bigint as input_tokens,
             sum(output_tokens)::bigint as output_tokens,
             bit_or(1 << extract(hour from occurred_at at time zone 'UTC')::int) as hours
      from events group by 1, 2, 3`);
    expect(days.length).toBeGreaterThan(5000);
    expect(days).toEqual(slowDays);

    const seen = await read(`
      select a.id, i.value, s.first_seen_at, s.last_seen_at, s.request_count, s.event_count
      from sightings s join accounts a on a.key = s.account_key join identifiers i on i.key = s.identifier_key
      where s.kind in (1, 3, 4) and i.kind = s.kind`);
    const slowSeen = await read(`
      select account_id as id, value, min(occurred_at) as first_seen_at, max(occurred_at) as last_seen_at,
             sum(requests)::bigint as request_count, count(*)::int as event_count
      from events, lateral (values (host(ip)), (payment_instrument), (device_id)) as v (value)
      where value is not null group by 1, 2`);
    expect(seen.length).toBeGreaterThan(5000);
    expect(seen).toEqual(slowSeen);

    const accounts = await read("select id, first_event_at, last_event_at, signed_up_at from accounts");
    const slowAccounts = await read(`
      select account_id as id, min(occurred_at) as first_event_at, max(occurred_at) as last_event_at,
             min(occurred_at) filter (where type = 'signup') as signed_up_at
      from events group by 1`);
    expect(accounts).toEqual(slowAccounts);
  });

  test("of two organisations the later sign-up decides, in whatever order they come", async () => {
    const base = { type: "signup", account_id: "a" };
    const early = { ...base, id: "1", occurred_at: "2026-04-22T09:00:00Z", organization_id: "early" };
    const late = { ...base, id: "2", occurred_at: "2026-04-23T09:00:00Z", organization_id: "late" };
    const silent = { ...base, id: "3", occurred_at: "2026-04-24T09:00:00Z" };
    for (const parts of [[[early, late, silent]], [[late], [early], [silent]], [[silent], [early], [late]]]) {
      await emptyTables(service.database);
      for (const part of parts) await ingest(part);
      const { rows } = await service.database.pool.query("select organization_id, signed_up_at from accounts");
      expect(rows).toEqual([{ organization_id: "late", signed_up_at: new Date("2026-04-22T09:00:00Z") }]);
    }
  });

  test("a generated mail name is remembered, whatever other sign-ups say, in whatever order they come", async () => {
    const base = { type: "signup", account_id: "a", occurred_at: "2026-04-22T09:00:00Z" };
    const generated = { ...base, id: "1", email: "8F3.ac91b+x@gmail.com" };
    const chosen = { ...base, id: "2", email: "ada.lovelace1815@gmail.com" };
    const other = { ...chosen, id: "3", account_id: "b" };
    for (const parts of [
      [[generated, chosen, other]],
      [[generated], [other, chosen]],
      [[other, chosen], [generated]],
    ]) {
      await emptyTables(service.database);
      for (const part of parts) await ingest(part);
      const { rows } = await service.database.pool.query(
        "select id, has_generated_mail_name as generated from accounts order by id",
      );
      expect(rows).toEqual([
        { id: "a", generated: true },
        { id: "b", generated: false },
      ]);
    }
  });
});
