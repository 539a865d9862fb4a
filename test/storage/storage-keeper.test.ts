import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { expect, test } from "vitest";
import { BackgroundWork } from "../../src/background-work.ts";
import { readConfig } from "../../src/config.ts";
import { listEventPartitions } from "../../src/ingest/event-partitions.ts";
import { StorageKeeper } from "../../src/storage/storage-keeper.ts";
import { useTestDatabase } from "../support/test-database.ts";

const service = useTestDatabase();

test("the keeper keeps at the start and again, survives what fails, and stops with the service", async () => {
  const log: string[] = [];
  const logger = pino({ level: "info" }, { write: (line: string) => void log.push(line) });
  let now = new Date("2026-06-01T12:00:00Z");
  let failures = 0;
  const clock = {
    now: () => {
      if (failures++ === 1) throw new Error("no time");
      return now;
    },
  };
  const background = new BackgroundWork();
  const { database } = service;
  new StorageKeeper({ database, clock, logger, background, config: readConfig({}) }, 50).start();
  const names = async () => (await listEventPartitions(database.pool)).map(({ name }) => name);
  while ((await names()).length < 8) await sleep(20);
  now = new Date("2026-06-02T12:00:00Z");
  while (!(await names()).includes("events_20260609")) await sleep(20);
  await background.stop();
  expect(log.filter((line) => line.includes("could not be kept yet"))).toHaveLength(1);
  const partitions = (await names()).length;
  now = new Date("2026-06-03T12:00:00Z");
  await sleep(200);
  expect(await names()).toHaveLength(partitions);
});
