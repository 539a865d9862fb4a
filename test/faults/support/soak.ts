import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "../../../src/db/connect.ts";
import type { Database } from "../../../src/db/database.ts";
import { ask, type Service, startService } from "./service.ts";
import { accountFor, SteadySender } from "./steady-sender.ts";

export interface SoakFigures {
  readonly seconds: number;
  readonly eventsAccepted: number;
  readonly eventsLost: number;
  readonly runsPublished: number;
  readonly alertsReceived: number;
  /** Of a batch of 20 events, and of reading a page of rings or the figures. */
  readonly p99Milliseconds: { readonly ingest: number; readonly read: number };
  /** Medians of the second and of the last quarter: what starts grows, what goes on must not. */
  readonly memoryMegabytes: { readonly early: number; readonly late: number };
  /** Connections to Postgres of the service, the most in the first half and in the second. */
  readonly connections: { readonly early: number; readonly late: number };
  /** What should not have been. Empty where all is well. */
  readonly faults: readonly string[];
}

interface Sample {
  readonly megabytes: number;
  readonly connections: number;
}

const sampleMilliseconds = 500;
/** Memory may be this much more late than early: a heap is not swept at every sample. */
const mostGrowth = 1.25;
const sparedMegabytes = 40;

/** Ingest, runs, reads and a receiver of alerts, all at once and steadily, on one service for so long. */
export async function soak(databaseUrl: string, seconds: number, say: (line: string) => void): Promise<SoakFigures> {
  let alertsReceived = 0;
  const receiver = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      alertsReceived += 1;
      response.end();
    });
  }).listen(0, "127.0.0.1");
  const service = await startService(databaseUrl, {
    env: { RINGFENCE_WEBHOOK_ALLOW_PRIVATE: "127.0.0.0/8", RINGFENCE_RESCORE_CRON: "* * * * *" },
  });
  const database = await connect(databaseUrl);
  const senders = [1, 2].map(() => new SteadySender(() => service, 20));
  const faults: string[] = [];
  const reads: number[] = [];
  const samples: Sample[] = [];
  const end = Date.now() + seconds * 1000;
  const until = async (work: () => Promise<void>, pause: number) => {
    while (Date.now() < end) {
      await work().catch((error: unknown) => faults.push(String(error)));
      await sleep(pause);
    }
  };
  try {
    await addReceiver(service, (receiver.address() as AddressInfo).port);
    for (const sender of senders) sender.start();
    await Promise.all([
      until(() => readSomething(service, reads), 50),
      until(() => askForRun(service), 5000),
      until(async () => {
        samples.push(await takeSample(database, service));
      }, sampleMilliseconds),
      until(async () => {
        const { megabytes = 0, connections = 0 } = samples.at(-1) ?? {};
        say(
          `${Math.round((end - Date.now()) / 1000)} s to go: ${Math.round(megabytes)} MB, ${connections} connections`,
        );
      }, 30_000),
    ]);
    await Promise.all(senders.map((sender) => sender.stop()));
    const { lost, stored, ids, counted } = await accountFor(database, senders);
    if (ids !== stored || counted !== stored) faults.push(`${stored} events, ${ids} ids, ${counted} counted`);
    const { rows } = await database.pool.query("select count(*)::integer as runs from runs where status = 'published'");
    const figures = {
      seconds,
      eventsAccepted: senders.reduce((sum, { accepted }) => sum + accepted.size, 0),
      eventsLost: lost.length,
      runsPublished: rows[0].runs as number,
      alertsReceived,
      p99Milliseconds: { ingest: quantile(senders.flatMap(({ milliseconds }) => milliseconds)), read: quantile(reads) },
      memoryMegabytes: {
        early: median(samples.slice(samples.length / 4, samples.length / 2)),
        late: median(samples.slice((samples.length * 3) / 4)),
      },
      connections: {
        early: mostConnections(samples.slice(0, samples.length / 2)),
        late: mostConnections(samples.slice(samples.length / 2)),
      },
    };
    return { ...figures, faults: [...faults, ...findFaults(figures), ...refusalsOf(senders)] };
  } finally {
    await service.kill();
    await database.close();
    receiver.close();
    receiver.closeAllConnections();
  }
}

function findFaults({
  eventsLost,
  runsPublished,
  memoryMegabytes,
  connections,
}: Omit<SoakFigures, "faults">): string[] {
  const faults: string[] = [];
  if (eventsLost > 0) faults.push(`${eventsLost} events that were accepted are lost`);
  if (runsPublished === 0) faults.push("no run has published");
  const { early, late } = memoryMegabytes;
  if (late > early * mostGrowth + sparedMegabytes) faults.push(`memory has grown from ${early} to ${late} MB`);
  if (connections.late > connections.early + 2) {
    faults.push(`connections have grown from ${connections.early} to ${connections.late}`);
  }
  return faults;
}

function refusalsOf(senders: readonly SteadySender[]): string[] {
  return senders.flatMap(({ refusals }) =>
    refusals.map(({ status, type }) => `events were refused: ${status} ${type}`),
  );
}

async function addReceiver(service: Service, port: number): Promise<void> {
  const answer = await ask(service, "/v1/webhook_endpoints", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      url: `http://127.0.0.1:${port}/`,
      events: ["ring.detected", "ring.grown", "ring.escalated"],
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

async function takeSample({ pool }: Database, service: Service): Promise<Sample> {
  const status = readFileSync(`/proc/${service.process.pid}/status`, "utf8");
  const megabytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  // Our own pool is among them, and stays as it is.
  const { rows } = await pool.query(
    "select count(*)::integer as connections from pg_stat_activity where datname = current_database()",
  );
  return { megabytes, connections: rows[0].connections };
}

function quantile(values: readonly number[], share = 0.99): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
}

function median(samples: readonly Sample[]): number {
  return quantile(
    samples.map(({ megabytes }) => megabytes),
    0.5,
  );
}

function mostConnections(samples: readonly Sample[]): number {
  return Math.max(0, ...samples.map(({ connections }) => connections));
}
