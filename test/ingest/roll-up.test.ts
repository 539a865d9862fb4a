import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { beforeEach, describe, expect, test } from "vitest";
import { BackgroundWork } from "../../src/background-work.ts";
import { connect } from "../../src/db/connect.ts";
import { ingestStream } from "../../src/ingest/ingest-stream.ts";
import { normaliseIp } from "../../src/ingest/normalise-ip.ts";
import { RollUp } from "../../src/ingest/roll-up.ts";
import { rollUpEvents } from "../../src/ingest/roll-up-events.ts";
import { emptyTables, readTables } from "../support/event-tables.ts";
import { someStream } from "../support/some-stream.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { useTestDatabase } from "../support/test-database.ts";

const service = useTestDatabase();
const clock = stoppedAt("2026-06-01T12:00:00Z");
const events = someStream(2, 3000);

beforeEach(() => emptyTables(service.database));

async function store(part: readonly object[], rollUp?: RollUp): Promise<void> {
  async function* lines() {
    yield Buffer.from(part.map((event) => `${JSON.stringify(event)}\n`).join(""));
  }
  const dependencies = { database: service.database, clock, secret: Buffer.alloc(32, 1), ...(rollUp && { rollUp }) };
  const { accepted } = await ingestStream(dependencies, lines());
  expect(accepted).toBe(part.length);
}

async function pendingBatches(): Promise<number> {
  const { rows } = await service.database.pool.query<{ count: number }>(
    "select count(*)::integer from pending_batches",
  );
  return rows[0]?.count as number;
}

/** What a roll-up in one go makes of all events. */
async function readExpected() {
  await store(events);
  const tables = await readTables(service.database);
  await emptyTables(service.database);
  return tables;
}

describe("the roll-up", () => {
  test("lets nobody wait for room in a service that stops: what is not stored is to be sent again", async () => {
    const background = new BackgroundWork();
    await background.stop();
    const rollUp = new RollUp({ database: service.database, logger: pino({ level: "silent" }), background });
    rollUp.add(2_000_000);
    await expect(rollUp.room()).rejects.toMatchObject({ kind: "unavailable", code: "service-stopping" });
  });

  test("that breaks off adds no count, and the next one adds all", async () => {
    const expected = await readExpected();
    await store(events);
    const { pool } = service.database;
    await pool.query(`
      create function break_off() returns trigger language plpgsql as $$ begin raise exception 'no more'; end $$;
      create trigger break_off before insert on account_days for each statement execute function break_off()`);
    try {
      await expect(rollUpEvents(service.database)).rejects.toThrow("no more");
    } finally {
      await pool.query("drop function break_off cascade");
    }
    const { rows } = await pool.query("select count(*)::integer as sightings from sightings");
    expect(rows).toEqual([{ sightings: 0 }]);
    expect(await pendingBatches()).toBe(2);
    expect(await readTables(service.database)).toEqual(expected);
    expect(await pendingBatches()).toBe(0);
  });

  test("by several processes at once counts each event once", async () => {
    const expected = await readExpected();
    for (let start = 0; start < events.length; start += 500) await store(events.slice(start, start + 500));
    const others = await Promise.all([1, 2, 3].map(() => connect(service.url)));
    await Promise.all([service.database, ...others].map((database) => rollUpEvents(database)));
    await Promise.all(others.map((database) => database.close()));
    expect(await pendingBatches()).toBe(0);
    expect(await readTables(service.database)).toEqual(expected);
  });

  test("happens by itself, with whatever a process that died has left", async () => {
    await store(events.slice(0, 100));
    expect(await pendingBatches()).toBeGreaterThan(0);
    const rollUp = new RollUp({ database: service.database, logger: pino({ level: "silent" }) });
    await store(events.slice(100, 200), rollUp);
    for (let tries = 0; tries < 200 && (await pendingBatches()) > 0; tries++) await sleep(50);
    expect(await pendingBatches()).toBe(0);
  });

  test("of events that come one by one leaves none behind", async () => {
    const rollUp = new RollUp({ database: service.database, logger: pino({ level: "silent" }) });
    for (const event of events.slice(0, 40)) await store([event], rollUp);
    await rollUp.finish();
    expect(await pendingBatches()).toBe(0);
  });

  test("names an address as the reader of addresses does", async () => {
    const addresses = [
      "203.0.113.7",
      "::ffff:203.0.113.8",
      "2001:db8::1",
      "2001:0db8:0000:0001:0000:0000:0000:0001",
      "2001:db8:0:1:1:1:1:1",
      "2001:db8:1:0:0:1:0:0",
      "64:ff9b::192.0.2.33",
      "2002:c000:0204::",
      "2001:db8::1.2.3.4",
      "::192.0.2.1",
    ];
    await store(
      addresses.map((ip, index) => ({
        id: `ip${index}`,
        type: "usage",
        account_id: `a${index}`,
        occurred_at: "2026-05-01T00:00:00Z",
        ip,
      })),
    );
    await rollUpEvents(service.database);
    const { rows } = await service.database.pool.query("select kind, value from identifiers order by kind, value");
    const read = addresses.map((ip) => normaliseIp(ip)).filter((ip) => ip?.isTelling === true);
    const values = (kind: number, texts: (string | undefined)[]) =>
      [...new Set(texts)].map((value) => ({ kind, value }));
    const wanted = [
      ...values(
        1,
        read.map((ip) => ip?.address),
      ),
      ...values(
        2,
        read.map((ip) => ip?.prefix),
      ),
    ];
    expect(new Set(rows.map((row) => JSON.stringify(row)))).toEqual(new Set(wanted.map((row) => JSON.stringify(row))));
  });
});
