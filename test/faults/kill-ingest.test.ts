import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";
import { IngestBody } from "../../src/contract/event.ts";
import { seededRandom } from "../../src/graph/seeded-random.ts";
import { emptyTables, readTables } from "../support/event-tables.ts";
import { someStream } from "../support/some-stream.ts";
import { useTestDatabase } from "../support/test-database.ts";

/** The whole trial is `npm run test:faults`. */
const kills = process.env.RINGFENCE_FAULTS === "all" ? 50 : 4;
const key = "rf_a_key_for_this_test_only";
const service = useTestDatabase();
const events = someStream(7, 12_000);
const lines = events.map((event) => `${JSON.stringify(event)}\n`);
let running: ChildProcess | undefined;

afterEach(() => running?.kill("SIGKILL"));

async function start(): Promise<{ url: string; process: ChildProcess }> {
  const child = spawn(process.execPath, ["dist/main.js", "serve"], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: service.url,
      RINGFENCE_SECRET: "a secret for this test and no other",
      RINGFENCE_ADMIN_KEY: key,
      PORT: "0",
      LOG_LEVEL: "error",
      RINGFENCE_RESCORE_CRON: "off",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  running = child;
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /https?:\/\/\S+/.exec(line)?.[0];
    if (url) return { url, process: child };
  }
  throw new Error("The service ended before it listened");
}

/** Sends all lines bit by bit. @returns the counts; undefined where the service was killed before it could answer */
function send(url: string, onPart: (part: number) => void = () => {}): Promise<IngestBody | undefined> {
  return new Promise((resolve) => {
    const request = httpRequest(`${url}/v1/events`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/x-ndjson" },
    });
    request.on("error", () => resolve(undefined));
    request.on("response", async (response) => {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of response) chunks.push(chunk);
        resolve(IngestBody.parse(JSON.parse(Buffer.concat(chunks).toString())));
      } catch {
        resolve(undefined);
      }
    });
    void (async () => {
      for (let part = 0; part < 40 && !request.destroyed; part++) {
        onPart(part);
        request.write(lines.slice(part * 300, (part + 1) * 300).join(""));
        // Slow enough that batches are written, after pauses, while others are still coming.
        await new Promise((next) => setTimeout(next, part % 8 === 7 ? 250 : 5));
      }
      request.end();
    })();
  });
}

async function storedEvents(): Promise<number> {
  const { rows } = await service.database.pool.query<{ count: number }>("select count(*) from events");
  return (rows[0] as { count: number }).count;
}

test(`after ${kills} times kill -9 in mid-stream and a resend, every event is there exactly once`, {
  timeout: 1_800_000,
}, async () => {
  const first = await start();
  expect(await send(first.url)).toEqual({ accepted: events.length, duplicates: 0, rejected: 0, errors: [] });
  first.process.kill("SIGKILL");
  await once(first.process, "exit");
  const expected = await readTables(service.database);
  await emptyTables(service.database);

  const random = seededRandom(kills);
  for (let round = 0; round < kills; round++) {
    const { url, process: child } = await start();
    const exited = once(child, "exit");
    const killAt = Math.floor(random() * 40);
    const delay = random() * 300;
    await send(url, (part) => {
      if (part === killAt) setTimeout(() => child.kill("SIGKILL"), delay);
    });
    child.kill("SIGKILL");
    await exited;
    // What one transaction wrote is there as a whole or not at all; what is stored has been counted, or is marked as to be counted.
    const { rows } = await service.database.pool.query(`
      select (select count(*) from event_ids) = (select count(*) from events) as agree,
             (select coalesce(sum(event_count), 0) from account_days)::bigint
             + (select coalesce(sum(event_count), 0) from pending_batches)::bigint as counted`);
    expect(rows[0]).toEqual({ agree: true, counted: await storedEvents() });
  }

  const before = await storedEvents();
  const last = await start();
  expect(await send(last.url)).toEqual({
    accepted: events.length - before,
    duplicates: before,
    rejected: 0,
    errors: [],
  });
  last.process.kill("SIGKILL");
  await once(last.process, "exit");
  const actual = await readTables(service.database);
  for (const [table, rows] of Object.entries(expected)) {
    expect([table, actual[table]?.length]).toEqual([table, rows.length]);
    expect([table, rows.filter((row, place) => row !== actual[table]?.[place]).slice(0, 3)]).toEqual([table, []]);
  }
});
