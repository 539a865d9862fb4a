import { randomBytes } from "node:crypto";
import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiClient } from "../../../src/demo/api-client.ts";
import { type DemoFolder, makeDemoFolder } from "../../../src/demo/demo-folder.ts";
import { doRun } from "../../../src/demo/find-rings.ts";
import type { OpenedDatabase } from "../../../src/db/open-database.ts";
import type { RingBody } from "../../../src/contract/ring.ts";
import { formatCount } from "../../../src/cli/format-values.ts";
import { letterOptions } from "../../../src/simulate/letter.ts";
import type { SendFigures } from "../figures.ts";
import { openAsGuest } from "../open-as-guest.ts";
import { readMachine } from "../read-machine.ts";
import { sendFile } from "../send-file.ts";
import { type BuiltService, startBuiltService } from "../start-built-service.ts";
import { watchMemory, watchMemoryTogether } from "../watch-memory.ts";
import { toClaims, toHits } from "./judge-operation.ts";
import { type LetterFiles, writeLetterFiles } from "./letter-files.ts";
import type { LetterFigures, TimedRun } from "./letter-figures.ts";
import { readOperations } from "./read-operations.ts";
import { watchAnswers } from "./watch-answers.ts";

/** One connection leaves a core idle while it waits; a third brings nothing on two cores. */
const connections = 2;

export interface LetterBench {
  readonly scale: number;
  readonly seed: number;
  /** Hears what is done next. */
  readonly say: (step: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Lives through the letter's world with the service: sends what happened before the ban, has a run done, confirms the rings that it
 * flags, which is what a ban says of them; sends the rest, has another run done, and asks the API what the operation was.
 *
 * @throws when an event is not accepted: then no figure is worth anything
 */
export async function measureLetter(bench: LetterBench): Promise<LetterFigures> {
  const loadBefore = loadavg()[0] as number;
  const folder = await makeDemoFolder();
  try {
    bench.say(`Making up the letter's world at ${bench.scale} of its size`);
    const startedAt = performance.now();
    const ban = banOf(bench);
    const files = await writeLetterFiles({ ...bench, folder: folder.path, ban, parts: connections }, bench.signal);
    const makeSeconds = secondsSince(startedAt);
    return await withService(folder, (subject) => {
      return measureService(bench, { ...subject, files, makeSeconds, loadBefore });
    });
  } finally {
    await folder.remove();
  }
}

function banOf({ seed, scale }: LetterBench): string {
  const { startsAt, campaign } = letterOptions({ seed, scale });
  return new Date(startsAt + (campaign?.bannedOnDay ?? 0) * 86_400_000).toISOString();
}

interface Subject {
  readonly service: BuiltService;
  readonly adminKey: string;
  readonly guest: OpenedDatabase;
}

async function withService<T>({ dataDir }: DemoFolder, use: (subject: Subject) => Promise<T>): Promise<T> {
  const adminKey = `rf_bench_${randomBytes(12).toString("hex")}`;
  const service = await startBuiltService(dataDir, adminKey);
  let guest: OpenedDatabase | undefined;
  try {
    guest = await openAsGuest(dataDir);
    const used = use({ service, adminKey, guest });
    // Where the service ends, its connections break a moment before; its own words are worth more.
    const explained = used.catch(async (error: unknown) => {
      await Promise.race([sleep(3000), service.failure]);
      throw error;
    });
    return await Promise.race([explained, service.failure]);
  } finally {
    await guest?.stop().catch(() => {}); // it may have lost its connections; the service must stop all the same
    await service.stop();
  }
}

interface PreparedSubject extends Subject {
  readonly files: LetterFiles;
  readonly makeSeconds: number;
  readonly loadBefore: number;
}

async function measureService(
  { scale, say, signal }: LetterBench,
  { service, adminKey, guest, files, makeSeconds, loadBefore }: PreparedSubject,
): Promise<LetterFigures> {
  const { truth } = files;
  const api = new ApiClient(service.url, adminKey, signal);
  const memory = watchMemory(service.processId);
  const all = watchMemoryTogether(process.pid);
  const send = (paths: readonly string[]) => sendFiles(service, adminKey, paths, signal);
  try {
    say(
      `Sending ${formatCount(truth.events)} events over HTTP on ${connections} connections, first those before the ban`,
    );
    const ingest = [await send(files.before)];
    say("Looking for rings on the day of the ban");
    const runs = [await timeRun(service, adminKey, api, signal)];
    await confirmRings(api);
    say("Sending what came after");
    ingest.push(await send(files.after));
    requireAll(ingest, truth.events);
    say("Looking for rings at the end");
    runs.push(await timeRun(service, adminKey, api, signal));
    say("Asking what the operation was");
    const askedAt = performance.now();
    const operations = await readOperations(api);
    const reportSeconds = secondsSince(askedAt);
    const [peak, together] = [memory.read(), all.read()];
    return {
      scale,
      truth,
      makeSeconds,
      ingest,
      runs,
      reportSeconds,
      claims: toClaims(operations, truth),
      hits: toHits(operations, await files.readLabels()),
      together,
      peak,
      databaseBytes: await readDatabaseBytes(guest),
      machine: await readMachine(guest.database.pool, loadBefore),
    };
  } finally {
    memory.stop();
    all.stop();
  }
}

async function sendFiles(
  { url }: BuiltService,
  key: string,
  files: readonly string[],
  signal: AbortSignal,
): Promise<SendFigures> {
  const startedAt = performance.now();
  const answers = await Promise.all(files.map((file) => sendFile(url, key, file, signal)));
  return { events: answers.reduce((sum, { accepted }) => sum + accepted, 0), seconds: secondsSince(startedAt) };
}

async function timeRun(
  service: BuiltService,
  adminKey: string,
  api: ApiClient,
  signal: AbortSignal,
): Promise<TimedRun> {
  const startedAt = performance.now();
  const { result: body, answers } = await watchAnswers(service, adminKey, api, () => doRun(api, () => {}, signal));
  return { seconds: secondsSince(startedAt), body, answers };
}

async function confirmRings(api: ApiClient): Promise<void> {
  for await (const { id } of api.list<RingBody>("/v1/rings"))
    await api.post(`/v1/rings/${id}/decisions`, { outcome: "confirmed", reason: "Banned." });
}

async function readDatabaseBytes({ database }: OpenedDatabase): Promise<number> {
  const { rows } = await database.pool.query<{ bytes: string }>(
    "select pg_database_size(current_database())::text as bytes",
  );
  return Number(rows[0]?.bytes);
}

function requireAll(sent: readonly SendFigures[], events: number): void {
  const accepted = sent.reduce((sum, phase) => sum + phase.events, 0);
  if (accepted !== events) throw new Error(`${accepted} of ${events} events were accepted`);
}

const secondsSince = (moment: number): number => (performance.now() - moment) / 1000;
