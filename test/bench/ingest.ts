/**
 * How fast events are taken in over HTTP, beside the limit: the COPY of the same raw rows into a bare table.
 *
 *   npm run ringfence -- simulate --people 60000 --days 45 --out /tmp/events.ndjson
 *   npx tsx test/bench/ingest.ts /tmp/events.ndjson
 *
 * Builds nothing: run `npm run build` first. Starts the service as users do, on an embedded Postgres in a temporary folder, or
 * on DATABASE_URL, where it leaves what it stored.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createReadStream, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { pino } from "pino";
import { readConfig } from "../../src/config.ts";
import { openDatabase } from "../../src/db/open-database.ts";

const file = process.argv[2];
if (file === undefined) throw new Error("Usage: npx tsx test/bench/ingest.ts FILE.ndjson");
const key = "rf_a_key_for_the_benchmark";
const folder = await mkdtemp(join(tmpdir(), "ringfence-bench-"));
const env = {
  PATH: process.env.PATH,
  ...(process.env.DATABASE_URL !== undefined && { DATABASE_URL: process.env.DATABASE_URL }),
  RINGFENCE_SECRET: "a secret for the benchmark, nothing else",
  RINGFENCE_DATA_DIR: join(folder, "data"),
  RINGFENCE_ADMIN_KEY: key,
  PORT: "0",
  LOG_LEVEL: "error",
};
const say = (line: string) => process.stdout.write(`${line}\n`);

const service = spawn(process.execPath, ["dist/main.js", "serve"], { env, stdio: ["ignore", "pipe", "inherit"] });
try {
  const url = await findUrl();
  const startedAt = performance.now();
  const report = await send(url, file);
  const seconds = (performance.now() - startedAt) / 1000;
  say(`ingest over HTTP   ${rate(report.accepted + report.duplicates, seconds)}   ${JSON.stringify(report)}`);
  const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${service.pid}/status`, "utf8"))?.[1];
  say(`peak memory        ${Math.round(Number(peak) / 1024)} MB (the service; Postgres has its own)`);
} finally {
  service.kill("SIGTERM");
  await once(service, "exit");
}
await copyBare();
await rm(folder, { recursive: true, force: true });

async function findUrl(): Promise<string> {
  for await (const line of createInterface({ input: service.stdout })) {
    const url = /https?:\/\/\S+/.exec(line)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error("The service ended before it listened");
}

async function send(url: string, path: string): Promise<{ accepted: number; duplicates: number }> {
  const post = request(`${url}/v1/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/x-ndjson" },
  });
  const answered = once(post, "response");
  await pipeline(createReadStream(path, { highWaterMark: 262_144 }), post);
  const [response] = await answered;
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

/** The limit: the same rows, already in Postgres' own format, into a table without an index. */
async function copyBare(): Promise<void> {
  const logger = pino({ level: "silent" });
  const { database, stop } = await openDatabase({ config: readConfig(env), logger, role: "owner", randomBytes });
  const { pool } = database;
  await pool.query("create table if not exists bench_bare as select * from events with no data");
  const { rows } = await pool.query<{ path: string }>(
    "select current_setting('data_directory') || '/bench.copy' as path",
  );
  const path = (rows[0] as { path: string }).path;
  const { rowCount } = await pool.query(`copy (select * from events) to '${path}'`);
  const startedAt = performance.now();
  await pool.query(`copy bench_bare from '${path}'`);
  say(`COPY, bare table   ${rate(rowCount ?? 0, (performance.now() - startedAt) / 1000)}`);
  await pool.query("drop table bench_bare");
  await stop();
}

function rate(events: number, seconds: number): string {
  return `${events.toLocaleString("en")} events in ${seconds.toFixed(1)} s: ${Math.round(events / seconds).toLocaleString("en")}/s`;
}
