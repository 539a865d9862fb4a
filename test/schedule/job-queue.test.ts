import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { afterEach, describe, expect, test } from "vitest";
import { connect } from "../../src/db/connect.ts";
import type { Database } from "../../src/db/database.ts";
import type { Job } from "../../src/schedule/job.ts";
import { JobQueue, prepareJobQueue } from "../../src/schedule/job-queue.ts";
import { until } from "../support/until.ts";
import { useTestDatabase } from "../support/test-database.ts";

const logger = pino({ level: "silent" });
const undo: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** As one process has it: a pool of its own. */
async function startProcess(
  url: string,
  jobs: readonly Job[],
  timeZone = "UTC",
): Promise<{ database: Database; stop: () => Promise<void> }> {
  const database = await connect(url);
  const controller = new AbortController();
  const queue = await JobQueue.start(jobs, {
    database,
    logger,
    timeZone,
    signal: controller.signal,
    lookSeconds: 1,
  });
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    controller.abort();
    await queue.stop();
    await database.close();
  };
  undo.push(stop);
  return { database, stop };
}

/** Due in this very minute of the day, and so at once: what was due less than a minute ago is due still. */
async function cronOfNow(): Promise<string> {
  const second = new Date().getUTCSeconds();
  if (second > 40) await sleep((60 - second) * 1000);
  const now = new Date();
  return `${now.getUTCMinutes()} ${now.getUTCHours()} * * *`;
}

function aJob(work: Job["work"], cron: Job["cron"]): Job {
  return { name: "some-job", cron, work };
}

describe("the job queue", () => {
  const first = useTestDatabase();

  test("five processes that start at once make its tables once, and do a job that is due once", async () => {
    let done = 0;
    const job = aJob(
      async () => {
        done += 1;
      },
      await cronOfNow(),
    );
    await Promise.all(Array.from({ length: 5 }, () => startProcess(first.url, [job])));
    await until(() => done > 0);
    await sleep(4000);
    expect(done).toBe(1);
    const { rows } = await first.database.pool.query("select count(*) as versions from ringfence_jobs.version");
    expect(rows).toEqual([{ versions: 1 }]);
  }, 120_000);

  const second = useTestDatabase();

  test("what was missed while nobody was there is caught up once", async () => {
    let done = 0;
    const hourly = aJob(
      async () => {
        done += 1;
      },
      `${(new Date().getUTCMinutes() + 30) % 60} * * * *`,
    );
    const before = await startProcess(second.url, [hourly]);
    await sleep(1500);
    await before.stop();
    expect(done).toBe(0);
    await second.database.pool.query(`
      update ringfence_jobs.version set cron_on = now() - interval '5 hours';
      update ringfence_jobs.schedule set created_on = now() - interval '9 days'`);
    await Promise.all([startProcess(second.url, [hourly]), startProcess(second.url, [hourly])]);
    await until(() => done > 0);
    await sleep(3000);
    expect(done).toBe(1);
  }, 60_000);

  const third = useTestDatabase();

  test("one at a time: while one is under way another that is asked for is not taken in", async () => {
    let letGo = () => {};
    const mayEnd = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let underWay = 0;
    let most = 0;
    let done = 0;
    const slow: Job = {
      ...aJob(async () => {
        most = Math.max(most, ++underWay);
        await mayEnd;
        underWay -= 1;
        done += 1;
      }, undefined),
      isDoneAtStart: true,
    };
    await startProcess(third.url, [slow]);
    await until(() => underWay === 1);
    await Promise.all([startProcess(third.url, [slow]), startProcess(third.url, [slow])]);
    await sleep(3000);
    letGo();
    await until(() => done > 0);
    await sleep(3000);
    expect({ most, done }).toEqual({ most: 1, done: 1 });
  }, 60_000);

  const fourth = useTestDatabase();

  test("one whose process gives no sign any more is done by another, within a minute", async () => {
    let tries = 0;
    let letGo = () => {};
    const dead = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const job: Job = {
      ...aJob(() => {
        tries += 1;
        return tries === 1 ? dead : Promise.resolve();
      }, undefined),
      isDoneAtStart: true,
    };
    const before = await startProcess(fourth.url, [job]);
    await until(() => tries === 1);
    // As after kill -9: nothing comes from that process any more.
    before.database.pool.query = (() => new Promise(() => {})) as never;
    const startedAt = Date.now();
    await startProcess(fourth.url, [{ ...job, isDoneAtStart: false }]);
    await until(() => tries === 2, 70_000);
    expect(Date.now() - startedAt).toBeLessThan(60_000);
    letGo();
    undo.shift();
    await before.database.pool.end().catch(() => {});
  }, 120_000);

  const sixth = useTestDatabase();

  test("is on time by the clock of the zone that it was given, and of no other", async () => {
    const done: string[] = [];
    await cronOfNow();
    const [hour, minute] = new Date()
      .toLocaleTimeString("en-GB", { timeZone: "Asia/Kathmandu", hour: "2-digit", minute: "2-digit" })
      .split(":");
    const jobNamed = (name: string): Job => ({
      name,
      cron: `${Number(minute)} ${Number(hour)} * * *`,
      work: async () => void done.push(name),
    });
    await startProcess(sixth.url, [jobNamed("in-kathmandu")], "Asia/Kathmandu");
    await startProcess(sixth.url, [jobNamed("in-greenwich")], "UTC");
    await until(() => done.length > 0);
    await sleep(3000);
    expect(done).toEqual(["in-kathmandu"]);
  }, 120_000);

  const fifth = useTestDatabase();

  test("a user who may not make the schema is told what to grant; once it is there, that is enough", async () => {
    const { pool } = fifth.database;
    const name = `guest_${Math.trunc(performance.now())}`;
    await pool.query(`create role ${name} login password 'guest'`);
    undo.push(async () => {
      await pool.query(`drop owned by ${name}; drop role ${name}`);
    });
    const url = new URL(fifth.url);
    url.username = name;
    url.password = "guest";
    const guest = await connect(url.href);
    await expect(prepareJobQueue(guest, logger)).rejects.toMatchObject({ code: "job-queue-not-made" });
    await prepareJobQueue(fifth.database, logger);
    await pool.query(
      `grant usage on schema ringfence_jobs to ${name}; grant select, insert, update, delete on all tables in schema ringfence_jobs to ${name}`,
    );
    await prepareJobQueue(guest, logger);
    await guest.close();
  });
});
