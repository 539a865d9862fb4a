/**
 * `npm run bench:storage`: how many bytes a million events take, table by table, and what a year costs with the retention as it is preset.
 *
 * Progress goes to stderr, and the figures to docs/operations/storage.md unless told otherwise.
 */
import { randomBytes } from "node:crypto";
import { loadavg } from "node:os";
import { Command } from "commander";
import { pino } from "pino";
import { parseWholeNumber } from "../../../src/cli/parse-whole-number.ts";
import { readConfig } from "../../../src/config.ts";
import { type OpenedDatabase, openDatabase } from "../../../src/db/open-database.ts";
import { makeDemoFolder } from "../../../src/demo/demo-folder.ts";
import { rollUpEvents } from "../../../src/ingest/roll-up-events.ts";
import { keepStorage } from "../../../src/storage/keep-storage.ts";
import { readMachine } from "../read-machine.ts";
import { sendFile } from "../send-file.ts";
import { startBuiltService } from "../start-built-service.ts";
import { writeWorldFiles } from "../write-world-files.ts";
import { readTableSizes, readUnshared } from "./read-table-sizes.ts";
import type { StorageFigures } from "./storage-figures.ts";
import { describeStorage, writeStoragePage } from "./write-storage-page.ts";

const options = new Command("npm run bench:storage --")
  .option("--events <number>", "events to send", parseWholeNumber(1000, 100_000_000), 1_000_000)
  .option("--no-write", "leave docs/operations/storage.md as it is")
  .parse()
  .opts<{ readonly events: number; readonly write: boolean }>();

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interruption.abort());

const folder = await makeDemoFolder();
try {
  const figures = await measure();
  process.stdout.write(describeStorage(figures));
  const size = options.events === 1_000_000 ? "" : ` -- --events ${options.events}`;
  if (options.write) await writeStoragePage(figures, `npm run bench:storage${size}`);
} finally {
  await folder.remove();
}

async function measure(): Promise<StorageFigures> {
  const { events } = options;
  const loadBefore = loadavg()[0] as number;
  say(`Making up a world of ${events} events`);
  const files = await writeWorldFiles(folder.path, { events, parts: 1, again: 0 }, interruption.signal);
  const adminKey = `rf_bench_${randomBytes(12).toString("hex")}`;
  const service = await startBuiltService(folder.dataDir, adminKey);
  let guest: OpenedDatabase | undefined;
  try {
    guest = await openAsGuest();
    const { database } = guest;
    const { pool } = database;
    say("Sending them over HTTP");
    for (const file of files.parts) await sendFile(service.url, adminKey, file, interruption.signal);
    await rollUpEvents(database);
    await pool.query("vacuum analyze");
    say("Measuring the tables");
    const tables = await readTableSizes(pool);
    const unshared = await readUnshared(pool, tables);
    const { rows } = await pool.query<{ days: number }>("select max(day) - min(day) + 1 as days from account_days");
    say("Looking for what is to be forgotten");
    const startedAt = performance.now();
    await keepStorage(database, { now: new Date(), retention: readConfig({}).retention });
    const upkeepSeconds = (performance.now() - startedAt) / 1000;
    return {
      events,
      days: rows[0]?.days ?? 0,
      tables,
      unshared,
      upkeepSeconds,
      machine: await readMachine(pool, loadBefore),
    };
  } finally {
    await guest?.stop().catch(() => {}); // it may have lost its connections; the service must stop all the same
    await service.stop();
  }
}

function openAsGuest(): Promise<OpenedDatabase> {
  const config = readConfig({ RINGFENCE_DATA_DIR: folder.dataDir });
  return openDatabase({ config, logger: pino({ level: "silent" }), role: "guest", randomBytes });
}

function say(step: string): void {
  process.stderr.write(`${step}\n`);
}
