import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { connect } from "../../src/db/connect.ts";
import { listEventPartitions } from "../../src/ingest/event-partitions.ts";
import { ingestStream } from "../../src/ingest/ingest-stream.ts";
import { rollUpEvents } from "../../src/ingest/roll-up-events.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { keepStorage } from "../../src/storage/keep-storage.ts";
import { pino } from "pino";
import { emptyTables, readTables } from "../support/event-tables.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { useTestDatabase } from "../support/test-database.ts";

const service = useTestDatabase();
const { retention } = readConfig({
  RINGFENCE_KEEP_RAW_EVENTS_DAYS: "3",
  RINGFENCE_KEEP_EVENT_IDS_DAYS: "10",
  RINGFENCE_KEEP_UNSHARED_DAYS: "20",
  RINGFENCE_KEEP_ACTIVITY_DAYS: "30",
  RINGFENCE_KEEP_SILENT_DAYS: "60",
  RINGFENCE_KEEP_RUNS_DAYS: "50",
});

const day = (date: string) => new Date(`${date}T12:00:00Z`);
const usage = (id: string, account: string, date: string, more: object = {}) => ({
  id,
  type: "usage",
  account_id: account,
  occurred_at: `${date}T09:00:00Z`,
  ...more,
});

async function ingest(date: string, ...events: object[]) {
  async function* lines() {
    yield Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  }
  const clock = stoppedAt(day(date).toISOString());
  return ingestStream({ database: service.database, clock, secret: Buffer.alloc(32, 1) }, lines());
}

const keep = (date: string, more: object = {}) => keepStorage(service.database, { now: day(date), retention, ...more });

async function read<Row extends object>(query: string): Promise<Row[]> {
  return (await service.database.pool.query<Row>(query)).rows;
}

async function partitionNames(): Promise<string[]> {
  return (await listEventPartitions(service.database.pool)).map(({ name }) => name);
}

beforeEach(async () => {
  const { pool } = service.database;
  await emptyTables(service.database);
  for (const name of await partitionNames()) await pool.query(`drop table ${name}`);
  await pool.query("truncate upkeep");
});

describe("partitions of raw events", () => {
  test("are made for today and a week ahead, once, by however many processes", async () => {
    const others = await Promise.all([1, 2, 3].map(() => connect(service.url)));
    const reports = await Promise.all(
      [service.database, ...others].map((database) => keepStorage(database, { now: day("2026-06-01"), retention })),
    );
    await Promise.all(others.map((other) => other.close()));
    const made = reports.flatMap((report) => report?.partitionsMade ?? []);
    expect(made).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((number) => `events_2026060${number}`));
    expect(await partitionNames()).toEqual(made);
    expect((await keep("2026-06-01"))?.partitionsMade).toEqual([]);
    expect((await keep("2026-06-02"))?.partitionsMade).toEqual(["events_20260609"]);
  });

  test("are made by who writes where nobody made them, by several at once too", async () => {
    const reports = await Promise.all(
      ["a", "b", "c", "d"].map((id) => ingest("2026-06-01", usage(id, id, "2026-05-01"))),
    );
    expect(reports.map(({ accepted }) => accepted)).toEqual([1, 1, 1, 1]);
    expect(await partitionNames()).toEqual(["events_20260601"]);
    expect(await read("select id from events_20260601 order by id")).toHaveLength(4);
  });

  test("are dropped when all in them is older than the retention", async () => {
    for (const number of [1, 2, 3, 4]) {
      await ingest(`2026-06-0${number}`, usage(`e${number}`, "a", "2026-05-01"));
    }
    await rollUpEvents(service.database);
    const counted = await readTables(service.database);
    expect((await keep("2026-06-05"))?.partitionsDropped).toEqual(["events_20260601"]);
    expect(await read("select id from events order by id")).toEqual([{ id: "e2" }, { id: "e3" }, { id: "e4" }]);
    expect((await readTables(service.database)).account_days).toEqual(counted.account_days);
  });

  test("stay while their events are not rolled up", async () => {
    await ingest("2026-06-01", usage("e1", "a", "2026-05-01"));
    expect((await keep("2026-06-20"))?.partitionsDropped).toEqual([]);
    await rollUpEvents(service.database);
    expect((await keep("2026-06-20"))?.partitionsDropped).toEqual(["events_20260601"]);
    expect(await read("select event_count from account_days")).toEqual([{ event_count: 1 }]);
  });

  test("that a process left half detached, or detached and not dropped, go the next time", async () => {
    await ingest("2026-06-01", usage("e1", "a", "2026-05-01"));
    await ingest("2026-06-02", usage("e2", "a", "2026-05-01"));
    await rollUpEvents(service.database);
    await service.database.pool.query("alter table events detach partition events_20260601 concurrently");
    const reader = await service.database.pool.connect();
    const dropper = await service.database.pool.connect();
    try {
      // Detaching waits for who reads; ended while it waits, it is half done.
      await reader.query("begin; select from events limit 1");
      await dropper.query("set lock_timeout = 200");
      await expect(dropper.query("alter table events detach partition events_20260602 concurrently")).rejects.toThrow();
      await dropper.query("reset lock_timeout");
    } finally {
      await reader.query("rollback");
      reader.release();
      dropper.release();
    }
    expect((await listEventPartitions(service.database.pool)).map(({ isLeaving }) => isLeaving)).toEqual([true]);
    expect((await keep("2026-06-20"))?.partitionsDropped).toEqual(["events_20260601", "events_20260602"]);
  });

  test("are made and dropped while others write and read, who do not wait", async () => {
    await ingest("2026-06-01", usage("e1", "a", "2026-05-01"));
    await ingest("2026-06-20", usage("e2", "a", "2026-05-01"));
    await rollUpEvents(service.database);
    const writer = await service.database.pool.connect();
    try {
      await writer.query("begin");
      await writer.query(
        `insert into events (received_at, id, type, account_id, occurred_at, requests, input_tokens, output_tokens)
         values ('2026-06-20T12:00:00Z', 'e3', 'usage', 'a', '2026-05-01', 1, 0, 0)`,
      );
      const kept = keep("2026-06-21");
      const detaching =
        "select from pg_stat_activity where query like '%detach partition%' and wait_event_type = 'Lock'";
      while ((await read(`${detaching} and pid <> pg_backend_pid()`)).length === 0) await sleep(20);
      // The drop waits for the writer; meanwhile others write on.
      for (let id = 0; id < 5; id++)
        expect(await ingest("2026-06-20", usage(`during${id}`, "a", "2026-05-01"))).toMatchObject({ accepted: 1 });
      await writer.query("commit");
      expect((await kept)?.partitionsDropped).toEqual(["events_20260601"]);
    } finally {
      writer.release();
    }
    expect(await read("select id from events")).toHaveLength(7);
  });
});

describe("ids of events", () => {
  test("outlive the raw events: for so long the same event changes nothing", async () => {
    const event = usage("e1", "a", "2026-05-01");
    await ingest("2026-06-01", event);
    await rollUpEvents(service.database);
    expect(await keep("2026-06-10")).toMatchObject({
      partitionsDropped: ["events_20260601"],
      forgotten: { event_ids: 0 },
    });
    expect(await ingest("2026-06-10", event)).toMatchObject({ accepted: 0, duplicates: 1 });
    expect((await keep("2026-06-12"))?.forgotten).toMatchObject({ event_ids: 1 });
  });
});

describe("what is rolled up", () => {
  const shared = { payment_instrument: "pm_shared" };
  const own = (name: string) => ({ device_id: `dev_${name}` });

  test("is forgotten by the age of each kind, counted from the newest event", async () => {
    await ingest(
      "2026-06-01",
      usage("1", "gone", "2015-01-01", { ...shared, ...own("gone") }),
      usage("2", "old", "2015-02-01", { ...shared, ...own("old") }),
      usage("3", "new", "2015-03-15", { ...shared, ...own("new") }),
    );
    await rollUpEvents(service.database);
    expect((await keep("2026-06-01"))?.forgotten).toMatchObject({
      account_days: 2,
      sightings: 3,
      identifiers: 2,
      accounts: 1,
    });
    expect(await read("select id from accounts order by id")).toEqual([{ id: "new" }, { id: "old" }]);
    const left =
      "select a.id, i.value from sightings s join accounts a on a.key = s.account_key join identifiers i on i.key = s.identifier_key order by 1, 2";
    expect(await read(left)).toEqual([
      { id: "new", value: "dev_new" },
      { id: "new", value: "pm_shared" },
      { id: "old", value: "pm_shared" },
    ]);
    expect((await keep("2026-06-01"))?.forgotten).toMatchObject({
      account_days: 0,
      sightings: 0,
      identifiers: 0,
      accounts: 0,
    });
  });

  test("of years ago is not taken for old that came in while there was nothing yet", async () => {
    const { pool } = service.database;
    const blocker = await pool.connect();
    await blocker.query("begin");
    await blocker.query("lock table upkeep in share mode");
    const keeping = keep("2026-06-01");
    const waiting = "select from pg_locks where relation = 'upkeep'::regclass and not granted";
    // It is asked twice: for the ids of events, and once the age of things is known, for the days.
    while ((await read(waiting)).length === 0) await sleep(20);
    await blocker.query("commit");
    await blocker.query("begin");
    await blocker.query("lock table upkeep in share mode");
    while ((await read(waiting)).length === 0) await sleep(20);
    await ingest("2026-06-01", usage("1", "a", "2015-01-01", own("a")));
    await rollUpEvents(service.database);
    await blocker.query("commit");
    blocker.release();
    expect((await keeping)?.forgotten).toMatchObject({ sightings: 0, identifiers: 0, accounts: 0 });
  });

  test("is known again when it comes again", async () => {
    await ingest("2026-06-01", usage("1", "a", "2026-01-01", own("a")), usage("2", "b", "2026-05-31"));
    await rollUpEvents(service.database);
    expect((await keep("2026-06-01"))?.forgotten).toMatchObject({ sightings: 1, identifiers: 1, accounts: 1 });
    await ingest("2026-06-01", usage("3", "a", "2026-06-01", own("a")));
    const { sightings } = await readTables(service.database);
    expect(sightings).toHaveLength(1);
  });

  test("stays of accounts that are or were in a ring", async () => {
    await ingest("2026-06-01", usage("1", "a", "2026-01-01", own("a")), usage("2", "b", "2026-05-31"));
    await rollUpEvents(service.database);
    const { pool } = service.database;
    await pool.query(`
      insert into runs (status, as_of, window_days, policy_version, code_version, started_at, finished_at, manifest)
        values ('published', '2026-01-02', 90, 'p', 'c', '2026-01-02', '2026-01-02', '{}');
      insert into rings (id, risk, flagged, member_count, request_count, first_event_at, last_event_at, first_flagged_at, signals, families, first_run_id, last_run_id)
        select 'ring_1', 1, true, 1, 1, '2026-01-01', '2026-01-01', '2026-01-02', '[]', '{}', max(id), max(id) from runs;
      insert into ring_memberships (account_key, ring_id, joined_run_id, joined_at)
        select key, 'ring_1', (select max(id) from runs), '2026-01-02' from accounts where id = 'a'`);
    try {
      expect((await keep("2026-06-01"))?.forgotten).toMatchObject({
        sightings: 0,
        accounts: 0,
        account_days: 1,
        runs: 0,
      });
    } finally {
      await pool.query("delete from ring_memberships; delete from rings; delete from runs");
    }
  });

  test("is not touched while a run is under way", async () => {
    await ingest("2026-06-01", usage("1", "a", "2026-01-01", own("a")), usage("2", "b", "2026-05-31"));
    await rollUpEvents(service.database);
    let letGo = () => {};
    const waiting = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const { finished } = await startRun({
      database: service.database,
      clock: stoppedAt("2026-06-01T12:00:00Z"),
      logger: pino({ level: "silent" }),
      detect: async () => {
        await waiting;
        throw new Error("enough");
      },
    });
    const report = await keep("2026-06-01");
    letGo();
    await finished;
    expect(report).toMatchObject({ waitsForRun: true, forgotten: { event_ids: 0 } });
    expect(Object.keys(report?.forgotten ?? {})).toEqual(["event_ids"]);
    expect(await keep("2026-06-01")).toMatchObject({ waitsForRun: false, forgotten: { sightings: 1 } });
  });

  test("is gone through once a day, unless asked for", async () => {
    expect(Object.keys((await keep("2026-06-01", { onceADay: true }))?.forgotten ?? {})).toHaveLength(10);
    expect((await keep("2026-06-01", { onceADay: true }))?.forgotten).toEqual({});
    expect(Object.keys((await keep("2026-06-01"))?.forgotten ?? {})).toHaveLength(10);
    expect(Object.keys((await keep("2026-06-02", { onceADay: true }))?.forgotten ?? {})).toHaveLength(10);
  });
});
