import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { recordAudit } from "../../src/audit/audit-queries.ts";
import { BackgroundWork } from "../../src/background-work.ts";
import { readConfig } from "../../src/config.ts";
import type { Detect } from "../../src/runs/detect.ts";
import { resumeBrokenRun } from "../../src/runs/resume-broken-run.ts";
import { takeRunLock } from "../../src/runs/run-lock.ts";
import { failLeftovers, insertRun, listRuns } from "../../src/runs/run-queries.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { maintenanceJob } from "../../src/schedule/maintenance-job.ts";
import { rescoreJob } from "../../src/schedule/rescore-job.ts";
import { giveVerdict } from "../../src/verdicts/give-verdict.ts";
import { detectGroups } from "../support/detect-groups.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const logger = pino({ level: "silent" });
const config = readConfig({});
const noRings: Detect = async () => ({ rings: [], linkCount: 0, communityCount: 0 });
const never = new AbortController().signal;

describe("the job that re-scores", () => {
  const service = useTestDatabase();
  let now = new Date("2026-07-01T00:30:00Z");
  const clock = { now: () => now };
  const rescore = async () => {
    const { database } = service;
    await rescoreJob({ database, clock, logger, config, detect: noRings }).work(never);
    return (await listRuns(database.db, { limit: 100 })).length;
  };

  test("makes no run over nothing, a first one over something, and a second one only when something has come", async () => {
    expect(await rescore()).toBe(0);
    await takeIn(service.database, someEvents(5));
    expect(await rescore()).toBe(1);
    // That one has put the policy on record a moment before it began: so close that the next one is made to be safe.
    now = new Date("2026-07-01T01:00:00Z");
    expect(await rescore()).toBe(2);
    now = new Date("2026-07-01T02:00:00Z");
    expect(await rescore()).toBe(2);
    await service.database.pool.query("update events set received_at = '2026-07-01T02:30:00Z' where id = 's0'");
    now = new Date("2026-07-01T03:00:00Z");
    expect(await rescore()).toBe(3);
    now = new Date("2026-07-01T04:00:00Z");
    expect(await rescore()).toBe(3);
  });

  test("makes one when somebody said something of an identifier", async () => {
    const actor = { name: "ada", keyId: null };
    const identifier = { kind: "ip", value: "198.51.100.1" } as const;
    const verdict = { identifier, verdict: "office", reason: "ours", expiresAt: null, actor } as const;
    await giveVerdict({ database: service.database, clock }, verdict);
    now = new Date("2026-07-01T04:30:00Z");
    expect(await rescore()).toBe(4);
    now = new Date("2026-07-01T05:00:00Z");
    expect(await rescore()).toBe(4);
    const entry = { at: new Date("2026-07-01T05:30:00Z"), actor, subject: "key_1", before: null, after: null };
    await recordAudit(service.database.db, { ...entry, action: "api_key.created" });
    now = new Date("2026-07-01T06:00:00Z");
    expect(await rescore()).toBe(4);
  });

  test("makes one when the newest run looked at another window, or was made by another program", async () => {
    const { database } = service;
    const { finished } = await startRun({ database, clock, logger, detect: noRings }, { windowDays: 5 });
    await finished;
    expect(await rescore()).toBe(6);
    await database.pool.query("update runs set code_version = 'older'");
    expect(await rescore()).toBe(7);
  });

  test("is content with a run that is under way", async () => {
    const { database } = service;
    await database.pool.query("update runs set code_version = 'older'");
    const lock = await takeRunLock(database);
    const whileUnderWay = await rescore();
    await lock?.release();
    expect([whileUnderWay, await rescore()]).toEqual([7, 8]);
  });
});

describe("the job that keeps the storage", () => {
  const service = useTestDatabase();

  test("is due every day and at each start, and makes the partitions of the week ahead", async () => {
    const { database } = service;
    const clock = { now: () => new Date("2031-02-26T23:59:00Z") };
    const job = maintenanceJob({ config, database, clock, logger });
    expect(job).toMatchObject({ name: "maintenance", cron: expect.any(String), isDoneAtStart: true });
    await job.work(never);
    const { rows } = await database.pool.query(
      "select relname from pg_class where relname ~ '^events_2031' and relkind = 'r' order by 1",
    );
    const days = ["0226", "0227", "0228", "0301", "0302", "0303", "0304", "0305"];
    expect(rows.map(({ relname }) => relname)).toEqual(days.map((day) => `events_2031${day}`));
  });
});

describe("a run that was broken off", () => {
  const service = useTestDatabase();
  const clock = { now: () => new Date("2026-07-01T00:00:00Z") };
  const resume = async (detect: Detect = noRings) => {
    const started = await resumeBrokenRun({ database: service.database, clock, logger, detect });
    return started && (await started.finished);
  };
  /** A row as a killed process leaves it. */
  const die = () =>
    insertRun(service.database.db, {
      asOf: new Date("2026-05-01T00:00:00Z"),
      windowDays: 7,
      policyVersion: "1",
      codeVersion: "0",
      startedAt: clock.now(),
    });

  const killed = async () => {
    const { id } = await die();
    await failLeftovers(service.database.db, clock.now());
    return id;
  };

  test("is started again with what it was to look at, once", async () => {
    expect(await resume()).toBeUndefined();
    const dead = await die();
    const run = await resume();
    expect(run).toMatchObject({ status: "published", asOf: dead.asOf, windowDays: 7 });
    expect((await listRuns(service.database.db, { limit: 9 })).map(({ status }) => status)).toEqual([
      "published",
      "failed",
    ]);
    expect(await resume()).toBeUndefined();
  });

  test("is left alone while its process lives, and where it failed by itself", async () => {
    const lock = await takeRunLock(service.database);
    await die();
    const whileItLives = await resume();
    await lock?.release();
    expect(whileItLives).toBeUndefined();
    const failed = await resume(async () => {
      throw new Error("out of tea");
    });
    expect(failed).toMatchObject({ status: "failed", failure: "out of tea" });
    expect(await resume()).toBeUndefined();
  });

  test("is handed back by a service that stops, and taken up by the next", async () => {
    const background = new BackgroundWork();
    const endless: Detect = (_input, { signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    await startRun({ database: service.database, clock, logger, detect: endless, background }, { windowDays: 3 });
    await background.stop();
    expect(await resume()).toMatchObject({ status: "published", windowDays: 3 });
  });

  test("ends when its connection is killed, so that it is not computed twice, and is started again", async () => {
    const { database } = service;
    const endless: Detect = (_input, { signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    const { finished } = await startRun({ database, clock, logger, detect: endless });
    await database.pool.query(
      "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())",
    );
    expect(await finished).toMatchObject({ status: "failed", failure: "the connection to the database was lost" });
    expect(await resume()).toMatchObject({ status: "published" });
  });

  test("is given up after it has taken its process down three times, and each that follows at once; each is told of once", async () => {
    const { database } = service;
    const told = async () =>
      (
        await database.pool.query(
          "select payload::json #>> '{data,run,id}' as run from webhook_messages order by created_at",
        )
      ).rows.map(({ run }) => run);
    await database.pool.query("delete from webhook_messages");
    const [first, second, third] = [await killed(), await killed(), await killed()];
    expect([await resume(), await resume()]).toEqual([undefined, undefined]);
    expect(await told()).toEqual([third]);
    const runs = await listRuns(database.db, { limit: 3 });
    expect(runs.map(({ id }) => id)).toEqual([third, second, first]);
    expect(runs.map(({ failure }) => failure?.includes("not started again"))).toEqual([true, false, false]);
    const fourth = await killed();
    expect(await resume()).toBeUndefined();
    expect((await told()).sort()).toEqual([third, fourth].sort());
    await (await startRun({ database, clock, logger, detect: noRings })).finished;
  });

  test("is not started again after it has taken its process down three times", async () => {
    const { database } = service;
    const deaths = { status: "failed", failure: "the process ended" } as const;
    for (let death = 0; death < 3; death++) {
      const { id } = await die();
      await database.pool.query("update runs set status = $1, failure = $2, finished_at = now() where id = $3", [
        ...Object.values(deaths),
        id.slice("run_".length),
      ]);
    }
    expect(await resume()).toBeUndefined();
    const { finished } = await startRun({ database, clock, logger, detect: detectGroups([]) });
    await finished;
    await die();
    expect(await resume()).toMatchObject({ status: "published" });
  });

  test("of a shadow run tries out the same policy again", async () => {
    const { database } = service;
    const { finished } = await startRun({ database, clock, logger, detect: noRings });
    await finished;
    const { rows } = await database.pool.query("select document from policies limit 1");
    const shadowPolicy = { ...rows[0].document, version: "tried" };
    const dead = await insertRun(database.db, {
      asOf: clock.now(),
      windowDays: 90,
      policyVersion: "tried",
      codeVersion: "0",
      startedAt: clock.now(),
      shadowPolicy,
    });
    expect(dead.isShadow).toBe(true);
    expect(await resume()).toMatchObject({ status: "published", isShadow: true, policyVersion: "tried" });
  });
});
