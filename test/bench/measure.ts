import { randomBytes } from "node:crypto";
import { loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { formatCount } from "../../src/cli/format-values.ts";
import type { OpenedDatabase } from "../../src/db/open-database.ts";
import { ApiClient } from "../../src/demo/api-client.ts";
import type { DemoFolder } from "../../src/demo/demo-folder.ts";
import { doRun } from "../../src/demo/find-rings.ts";
import { copyBare } from "./copy-bare.ts";
import type { Figures, SendFigures } from "./figures.ts";
import { openAsGuest } from "./open-as-guest.ts";
import { readMachine } from "./read-machine.ts";
import { sendFile } from "./send-file.ts";
import { type BuiltService, startBuiltService } from "./start-built-service.ts";
import { watchMemory } from "./watch-memory.ts";
import { type WorldFiles, writeWorldFiles } from "./write-world-files.ts";

/** One connection leaves a core idle while it waits; a third brings nothing on two cores. */
const connections = 2;
const mostSentAgain = 100_000;

export interface Bench {
  readonly events: number;
  readonly folder: DemoFolder;
  /** Hears what is done next. */
  readonly say: (step: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Makes a world, sends it to the service, has it do a run, and copies the same rows into a bare table.
 *
 * @throws when a count is not what it must be: then no figure is worth anything
 */
export async function measure(bench: Bench): Promise<Figures> {
  const { events, folder, say, signal } = bench;
  const loadBefore = loadavg()[0] as number;
  const again = Math.min(mostSentAgain, events);
  say(`Making up a world of ${formatCount(events)} events`);
  const files = await writeWorldFiles(folder.path, { events, parts: connections, again }, signal);
  say("Starting the service");
  const adminKey = `rf_bench_${randomBytes(12).toString("hex")}`;
  const service = await startBuiltService(folder.dataDir, adminKey);
  let guest: OpenedDatabase | undefined;
  try {
    guest = await openAsGuest(folder.dataDir);
    return await Promise.race([
      measureService(bench, { service, adminKey, guest, files, again, loadBefore }),
      service.failure,
    ]);
  } finally {
    await guest?.stop().catch(() => {}); // it may have lost its connections; the service must stop all the same
    await service.stop();
  }
}

interface Subject {
  readonly service: BuiltService;
  readonly adminKey: string;
  readonly guest: OpenedDatabase;
  readonly files: WorldFiles;
  readonly again: number;
  readonly loadBefore: number;
}

async function measureService({ events, folder, say, signal }: Bench, subject: Subject): Promise<Figures> {
  const { service, adminKey, guest, files, again, loadBefore } = subject;
  const { pool } = guest.database;
  const memory = watchMemory(service.processId);
  const send = (paths: readonly string[], expected: Counts) =>
    sendFiles(service.url, adminKey, paths, expected, signal);
  try {
    say(`Sending them over HTTP on ${connections} connections`);
    const ingest = { ...(await send(files.parts, { accepted: events, duplicates: 0 })), peak: memory.read() };
    await requireRows(guest, events);

    say("Looking for rings");
    const answeredAt = performance.now();
    const [body, waited] = await Promise.all([
      doRun(new ApiClient(service.url, adminKey, signal), () => {}, signal),
      waitForRollUp(guest, answeredAt),
    ]);
    const run = { seconds: (performance.now() - answeredAt) / 1000, body, peak: memory.read() };
    const rolledUp = { events, seconds: ingest.seconds + waited };

    say(`Sending the first ${formatCount(again)} again`);
    const resend = await send([files.again], { accepted: 0, duplicates: again });
    await requireRows(guest, events);

    say("Copying the same rows into a bare table");
    const copy = await copyBare(pool, guest.url, join(folder.path, "rows.copy"), signal);
    requireCount("rows in the bare table", copy.rows, events);
    return { ingest, rolledUp, resend, run, copy, machine: await readMachine(pool, loadBefore) };
  } finally {
    memory.stop();
  }
}

/** @returns seconds since `from` */
async function waitForRollUp({ database }: OpenedDatabase, from: number): Promise<number> {
  for (;;) {
    const { rows } = await database.pool.query("select from pending_batches limit 1");
    if (rows.length === 0) return (performance.now() - from) / 1000;
    await sleep(50);
  }
}

interface Counts {
  readonly accepted: number;
  readonly duplicates: number;
}

async function sendFiles(
  url: string,
  key: string,
  files: readonly string[],
  expected: Counts,
  signal: AbortSignal,
): Promise<SendFigures> {
  const startedAt = performance.now();
  const answers = await Promise.all(files.map((file) => sendFile(url, key, file, signal)));
  const seconds = (performance.now() - startedAt) / 1000;
  const sum = (name: "accepted" | "duplicates" | "rejected") =>
    answers.reduce((total, answer) => total + answer[name], 0);
  requireCount("accepted events", sum("accepted"), expected.accepted);
  requireCount("duplicates", sum("duplicates"), expected.duplicates);
  requireCount("rejected events", sum("rejected"), 0);
  return { events: expected.accepted + expected.duplicates, seconds };
}

/** The service's word is not enough: the rows are counted. */
async function requireRows({ database }: OpenedDatabase, events: number): Promise<void> {
  for (const table of ["events", "event_ids"]) {
    const { rows } = await database.pool.query<{ count: number }>(`select count(*)::integer from ${table}`);
    requireCount(`rows in ${table}`, rows[0]?.count, events);
  }
}

function requireCount(name: string, actual: number | undefined, expected: number): void {
  if (actual !== expected) throw new Error(`The count of ${name} is ${actual} and should be ${expected}`);
}
