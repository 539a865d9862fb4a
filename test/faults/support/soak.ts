import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "../../../src/db/connect.ts";
import type { Database } from "../../../src/db/database.ts";
import { until } from "../../support/until.ts";
import { readWorld } from "../../simulate/read-world.ts";
import { ask, type Service, startService } from "./service.ts";
import { accountFor, SteadySender } from "./steady-sender.ts";

export interface SoakFigures {
  readonly seconds: number;
  readonly eventsAccepted: number;
  readonly eventsLost: number;
  readonly runsPublished: number;
  /** Decisions on rings, each of which is an alert. */
  readonly decisionsMade: number;
  readonly alertsReceived: number;
  /** By another receiver, which answers each with 500. */
  readonly alertsTurnedDown: number;
  /** Of a batch of 20 events, and of reading a page of rings or the figures. */
  readonly p99Milliseconds: { readonly ingest: number; readonly read: number };
  /** Medians of the second and of the last quarter: what starts grows, what goes on must not. */
  readonly memoryMegabytes: { readonly early: number; readonly late: number };
  /** Connections to Postgres of the service, the most in the first half and in the second. */
  readonly connections: { readonly early: number; readonly late: number };
  /** Those of them that wait for nothing but work; the median in the first half and in the second. */
  readonly idleConnections: { readonly early: number; readonly late: number };
  /** Processes that wanted a core in the minute before, the median and the most. */
  readonly loadAverage: { readonly median: number; readonly most: number };
  /** What should not have been. Empty where all is well. */
  readonly faults: readonly string[];
}

interface Sample {
  readonly megabytes: number;
  readonly connections: number;
  readonly idle: number;
  readonly load: number;
}

const sampleMilliseconds = 500;
/** Memory may be this much more late than early: a heap is not swept at every sample. */
const mostGrowth = 1.25;
const sparedMegabytes = 40;

/** Ingest, runs, reads, decisions, a receiver of alerts and one that fails, all at once and steadily, on one service for so long. */
export async function soak(databaseUrl: string, seconds: number, say: (line: string) => void): Promise<SoakFigures> {
  const [willing, failing] = [startCounter(200), startCounter(500)];
  const service = await startService(databaseUrl, {
    env: { RINGFENCE_WEBHOOK_ALLOW_PRIVATE: "127.0.0.0/8", RINGFENCE_RESCORE_CRON: "* * * * *" },
  });
  const database = await connect(databaseUrl);
  const senders = [1, 2].map(() => new SteadySender(() => service, 20));
  const faults: string[] = [];
  const reads: number[] = [];
  let decisionsMade = 0;
  const samples: Sample[] = [];
  let end = Number.POSITIVE_INFINITY;
  const repeat = async (work: () => Promise<void>, pause: number) => {
    while (Date.now() < end) {
      await work().catch((error: unknown) => faults.push(String(error)));
      await sleep(pause);
    }
  };
  try {
    for (const receiver of [willing, failing]) await addReceiver(service, receiver.port());
    await sendWorld(service);
    for (const sender of senders) sender.start();
    end = Date.now() + seconds * 1000;
    await Promise.all([
      repeat(() => readSomething(service, reads), 50),
      repeat(() => askForRun(service), 5000),
      repeat(async () => {
        if (await decideSomething(service)) decisionsMade += 1;
      }, 1000),
      repeat(async () => {
        samples.push(await takeSample(database, service));
      }, sampleMilliseconds),
      repeat(async () => {
        const { megabytes = 0, connections = 0, idle = 0, load = 0 } = samples.at(-1) ?? {};
        const left = Math.round((end - Date.now()) / 1000);
        const what = `${Math.round(megabytes)} MB, ${connections} connections, ${idle} of them idle, load ${load}`;
        say(`${left} s to go: ${what}, ${willing.count()} alerts received, ${faults.length} faults`);
      }, 30_000),
    ]);
    await Promise.all(senders.map((sender) => sender.stop()));
    await until(() => willing.count() >= decisionsMade, 30_000).catch(() => {});
    const { lost, stored, ids, counted } = await accountFor(database, senders);
    if (ids !== stored || counted !== stored) faults.push(`${stored} events, ${ids} ids, ${counted} counted`);
    const { rows } = await database.pool.query("select count(*)::integer as runs from runs where status = 'published'");
    const [firstHalf, secondHalf] = [samples.slice(0, samples.length / 2), samples.slice(samples.length / 2)];
    const figures = {
      seconds,
      eventsAccepted: senders.reduce((sum, { accepted }) => sum + accepted.size, 0),
      eventsLost: lost.length,
      runsPublished: rows[0].runs as number,
      decisionsMade,
      alertsReceived: willing.count(),
      alertsTurnedDown: failing.count(),
      p99Milliseconds: { ingest: quantile(senders.flatMap(({ milliseconds }) => milliseconds)), read: quantile(reads) },
      memoryMegabytes: {
        early: median(samples.slice(samples.length / 4, samples.length / 2), "megabytes"),
        late: median(samples.slice((samples.length * 3) / 4), "megabytes"),
      },
      connections: { early: most(firstHalf, "connections"), late: most(secondHalf, "connections") },
      idleConnections: { early: median(firstHalf, "idle"), late: median(secondHalf, "idle") },
      loadAverage: { median: quantile(pick(samples, "load"), 0.5, 1), most: most(samples, "load") },
    };
    return { ...figures, faults: [...faults, ...findFaults(figures), ...refusalsOf(senders)] };
  } finally {
    await service.kill();
    await database.close();
    willing.close();
    failing.close();
  }
}

function findFaults({
  eventsLost,
  runsPublished,
  decisionsMade,
  alertsReceived,
  memoryMegabytes,
  connections,
  idleConnections,
}: Omit<SoakFigures, "faults">): string[] {
  const faults: string[] = [];
  if (eventsLost > 0) faults.push(`${eventsLost} events that were accepted are lost`);
  if (runsPublished === 0) faults.push("no run has published");
  if (decisionsMade > alertsReceived) faults.push(`${decisionsMade} decisions, and only ${alertsReceived} alerts`);
  const { early, late } = memoryMegabytes;
  if (late > early * mostGrowth + sparedMegabytes) faults.push(`memory has grown from ${early} to ${late} MB`);
  if (connections.late > connections.early + 2) {
    faults.push(`connections have grown from ${connections.early} to ${connections.late}`);
  }
  if (idleConnections.late > idleConnections.early + 2) {
    faults.push(`idle connections have grown from ${idleConnections.early} to ${idleConnections.late}`);
  }
  return faults;
}

/** A receiver that answers everything with one status, and counts. */
function startCounter(status: number) {
  let count = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      count += 1;
      response.writeHead(status).end();
    });
  }).listen(0, "127.0.0.1");
  return {
    port: () => (server.address() as AddressInfo).port,
    count: () => count,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function refusalsOf(senders: readonly SteadySender[]): string[] {
  return senders.flatMap(({ refusals }) =>
    refusals.map(({ status, type }) => `events were refused: ${status} ${type}`),
  );
}

/** Some hundred accounts with rings among them: without one there is nothing to decide on and nothing to tell. */
async function sendWorld(service: Service): Promise<void> {
  const { events } = readWorld({ seed: 5, people: 600 });
  for (let from = 0; from < events.length; from += 5000) {
    const body = events.slice(from, from + 5000).map((event) => `${JSON.stringify(event)}\n`);
    const headers = { "content-type": "application/x-ndjson" };
    const answer = await ask(service, "/v1/events", { method: "POST", headers, body: body.join("") });
    if (answer.status !== 200) throw new Error(`The world was not taken: ${answer.status} ${await answer.text()}`);
  }
}

async function addReceiver(service: Service, port: number): Promise<void> {
  const answer = await ask(service, "/v1/webhook_endpoints", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      url: `http://127.0.0.1:${port}/`,
      events: ["ring.detected", "ring.grown", "ring.escalated", "ring.decided"],
    }),
  });
  if (answer.status !== 201) throw new Error(`The receiver was not taken: ${answer.status} ${await answer.text()}`);
}

const paths = ["/v1/rings?flagged=any", "/v1/stats", "/v1/runs?limit=5", "/v1/accounts/sender1-1"];

async function readSomething(service: Service, times: number[]): Promise<void> {
  const path = paths[times.length % paths.length] as string;
  const startedAt = performance.now();
  const answer = await ask(service, path);
  await answer.arrayBuffer();
  times.push(performance.now() - startedAt);
  // An account is not there before its first event is.
  if (answer.status !== 200 && answer.status !== 404) throw new Error(`${path} answered ${answer.status}`);
}

async function askForRun(service: Service): Promise<void> {
  const { status } = await ask(service, "/v1/runs", { method: "POST" });
  if (status !== 202 && status !== 409) throw new Error(`A run was answered with ${status}`);
}

/** Confirms the first ring, or takes that back. @returns whether there was one */
async function decideSomething(service: Service): Promise<boolean> {
  const page = (await (await ask(service, "/v1/rings?flagged=any&limit=1")).json()) as {
    readonly data: readonly { readonly id: string; readonly status: string }[];
  };
  const ring = page.data[0];
  if (ring === undefined) return false;
  const { status } = await ask(service, `/v1/rings/${ring.id}/decisions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ outcome: ring.status === "open" ? "confirmed" : "reopened", reason: "To have an alert." }),
  });
  // A run may have dissolved it meanwhile.
  if (status !== 201 && status !== 409) throw new Error(`A decision was answered with ${status}`);
  return status === 201;
}

async function takeSample({ pool }: Database, service: Service): Promise<Sample> {
  const status = readFileSync(`/proc/${service.process.pid}/status`, "utf8");
  const megabytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  // Our own pool is among them, and stays as it is.
  const { rows } = await pool.query<{ connections: number; idle: number }>(`
    select count(*)::integer as connections, (count(*) filter (where state = 'idle'))::integer as idle
    from pg_stat_activity where datname = current_database()`);
  const { connections, idle } = rows[0] as { connections: number; idle: number };
  return { megabytes, connections, idle, load: loadavg()[0] as number };
}

/** @param digits after the point that are kept */
function quantile(values: readonly number[], share = 0.99, digits = 0): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(digits));
}

const pick = (samples: readonly Sample[], name: keyof Sample) => samples.map((sample) => sample[name]);

const median = (samples: readonly Sample[], name: keyof Sample) => quantile(pick(samples, name), 0.5);

const most = (samples: readonly Sample[], name: keyof Sample) =>
  samples.reduce((sum, sample) => Math.max(sum, sample[name]), 0);
