import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { applyMigrations } from "../../src/db/migrate.ts";
import { readMigrations } from "../../src/db/migration-files.ts";
import { writeEvents } from "../../src/ingest/write-events.ts";
import { parseEvent } from "../../src/ingest/parse-event.ts";
import { createKeyedHash } from "../../src/ingest/keyed-hash.ts";
import { someStream } from "../support/some-stream.ts";
import { useTestDatabase } from "../support/test-database.ts";

const service = useTestDatabase();

test("a migration that changes the events' table waits for who reads it for seconds, and ingest goes on meanwhile", async () => {
  const { database } = service;
  const context = { now: new Date("2026-07-01T00:00:00Z"), hash: createKeyedHash(Buffer.alloc(32, 1)) };
  const events = someStream(3, 20_000).flatMap((event) => parseEvent(event, context).event ?? []);
  expect(events).toHaveLength(20_000);
  await writeEvents(database, events.splice(0, 100), context.now);

  // A run, or somebody's report: it has read the table, and is not done.
  const reader = await database.pool.connect();
  await reader.query("begin; select count(*) from events");
  let isRead = false;
  const reading = sleep(4000).then(async () => {
    isRead = true;
    await reader.query("commit");
    reader.release();
  });

  let isMigrated = false;
  const sql = "alter table events add column extra text; alter table pending_batches add column extra text";
  const extra = { name: "9999_extra.sql", sql, sha256: createHash("sha256").update(sql).digest("hex") };
  const migrating = applyMigrations(database, [...(await readMigrations()), extra]).then((applied) => {
    isMigrated = true;
    return { applied, wasRead: isRead };
  });

  const times: number[] = [];
  while (!isMigrated && events.length > 0) {
    const startedAt = performance.now();
    await writeEvents(database, events.splice(0, 20), context.now);
    times.push(performance.now() - startedAt);
    await sleep(10);
  }
  expect(await migrating).toEqual({ applied: ["9999_extra.sql"], wasRead: true });
  await reading;
  expect(times.length).toBeGreaterThan(20);
  expect(Math.max(...times)).toBeLessThan(1000);
  // It did stand in the way of the migration.
  expect(Math.max(...times)).toBeGreaterThan(100);
}, 60_000);
