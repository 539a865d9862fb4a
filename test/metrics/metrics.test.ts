import { readFileSync } from "node:fs";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { createKey } from "../../src/api-keys/create-key.ts";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { type RunningServer, startServer } from "../../src/http/start-server.ts";
import { ServiceMetrics } from "../../src/metrics/service-metrics.ts";
import type { Scope } from "../../src/model/api-key.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { JobQueue } from "../../src/schedule/job-queue.ts";
import { detectGroups } from "../support/detect-groups.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const test_ = useTestDatabase();
const clock = stoppedAt("2026-07-01T00:00:00Z");
const logger = pino({ level: "silent" });
const secret = Buffer.alloc(32, 1);
const randomBytes = (size: number) => Buffer.alloc(size, ++made);
const metricsKey = "a_key_for_Prometheus_alone";
let made = 0;
let server: RunningServer;
let open: RunningServer;

async function start(env: NodeJS.ProcessEnv): Promise<RunningServer> {
  const { database } = test_;
  const metrics = new ServiceMetrics({ database, watchesProcess: true });
  const app = createApp({ database, clock, logger, secret, randomBytes, config: readConfig(env), metrics });
  return startServer(app, { host: "127.0.0.1", port: 0 });
}

async function keyFor(scope: Scope): Promise<string> {
  const { key } = await createKey(
    { database: test_.database, secret, clock, randomBytes },
    { name: scope, scopes: [scope] },
  );
  return key;
}

const get = (url: string, key?: string) =>
  fetch(`${url}/metrics`, { headers: key === undefined ? {} : { authorization: `Bearer ${key}` } });

/** The value of a line such as `name{label="x"} 3`. */
async function figure(line: string): Promise<number | undefined> {
  const page = await (await get(server.url, metricsKey)).text();
  const found = page.split("\n").find((candidate) => candidate.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
}

beforeAll(async () => {
  server = await start({ RINGFENCE_METRICS_KEY: metricsKey });
  open = await start({ RINGFENCE_METRICS_OPEN: "true" });
});
afterAll(async () => {
  await server.close(0);
  await open.close(0);
});

describe("/metrics", () => {
  test("wants the key of Prometheus or an admin's, unless it is open", async () => {
    expect((await get(server.url)).status).toBe(401);
    expect((await get(server.url, "rf_nobody")).status).toBe(401);
    expect((await get(server.url, await keyFor("rings:read"))).status).toBe(403);
    expect((await get(server.url, await keyFor("admin"))).status).toBe(200);
    const answer = await get(server.url, metricsKey);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect((await get(open.url)).status).toBe(200);
  });

  test("counts events as they are stored, known already, or refused, by the field that is at fault", async () => {
    const key = await keyFor("events:write");
    const send = (type: string, body: string) =>
      fetch(`${server.url}/v1/events`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": type },
        body,
      });
    const good = { id: "1", type: "signup", account_id: "a", occurred_at: "2026-04-22T09:00:00Z" };
    const faulty = { ...good, id: "2", ip: "not an address" };
    const unknown = { ...good, id: "3", secretword: 1 };
    const lines = [good, good, faulty, unknown].map((event) => JSON.stringify(event)).join("\n");
    await send("application/x-ndjson", `${lines}\n{"id":`);
    await send("application/json", JSON.stringify([good, faulty, 7]));
    expect(await figure("ringfence_events_accepted_total")).toBe(1);
    expect(await figure("ringfence_events_duplicate_total")).toBe(2);
    expect(await figure('ringfence_events_refused_total{reason="ip"}')).toBe(2);
    expect(await figure('ringfence_events_refused_total{reason="unknown_field"}')).toBe(1);
    expect(await figure('ringfence_events_refused_total{reason="unreadable"}')).toBe(2);
    expect(
      await figure('ringfence_http_request_duration_seconds_count{method="POST",route="/v1/events",status="200"}'),
    ).toBe(2);
    expect(await (await get(server.url, metricsKey)).text()).not.toContain("secretword");
  });

  test("says what stands in the database: what waits, rings, runs, their stages, jobs, alerts", async () => {
    const { database } = test_;
    const { signal } = new AbortController();
    const job = { name: "some-job", cron: undefined, work: async () => {} };
    const queue = await JobQueue.start([job], { database, logger, timeZone: "UTC", signal });
    await queue.stop();
    await takeIn(database, someEvents(30));
    const { finished } = await startRun({
      database,
      clock,
      logger,
      detect: detectGroups([{ members: [0, 1, 2, 3, 4] }]),
    });
    await finished;
    expect(await figure("ringfence_ingest_pending_events")).toBe(0);
    expect(await figure('ringfence_rings{status="open"}')).toBe(1);
    expect(await figure("ringfence_flagged_accounts")).toBe(5);
    expect(await figure('ringfence_runs{status="published"}')).toBe(1);
    expect(await figure("ringfence_run_finished_timestamp_seconds")).toBe(clock.now().getTime() / 1000);
    expect(await figure('ringfence_run_stage_duration_seconds{stage="publish"}')).toBe(0);
    expect(await figure('ringfence_webhook_deliveries{status="dead"}')).toBe(0);
    expect(await figure('ringfence_jobs{queue="some-job",state="active"}')).toBe(0);
    expect(await figure("ringfence_database_up")).toBe(1);
    expect(await figure('ringfence_database_connections{state="busy"}')).toBeGreaterThanOrEqual(0);
  });

  test("every figure of the dashboard and of the alert rules is one that the service has", async () => {
    const page = await (await get(open.url)).text();
    const known = new Set([...page.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
    known.add("up"); // Prometheus' own
    const folder = new URL("../../docs/operations/", import.meta.url);
    const dashboard = JSON.parse(readFileSync(new URL("grafana-dashboard.json", folder), "utf8"));
    const rules = parse(readFileSync(new URL("alert-rules.yaml", folder), "utf8"));
    const expressions: string[] = [
      ...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }: { expr: string }) => expr)),
      ...rules.groups.flatMap(({ rules }: { rules: { expr: string }[] }) => rules.map(({ expr }) => expr)),
    ];
    expect(expressions.length).toBeGreaterThan(30);
    for (const expression of expressions) {
      const names = expression.match(/\b(ringfence|nodejs|process)_\w+|\bup(?=\{)/g) ?? [];
      expect([expression, names.length > 0]).toEqual([expression, true]);
      for (const name of names) {
        expect([name, known.has(name.replace(/_(bucket|count|sum)$/, "")) || known.has(name)]).toEqual([name, true]);
      }
    }
  });

  test("names are as Prometheus wants them: prefix, unit, and _total of what only grows", async () => {
    const page = await (await get(open.url)).text();
    const own = [...page.matchAll(/^# TYPE (ringfence_\S+) (\S+)/gm)].map(([, name, type]) => [name, type]);
    expect(own.length).toBeGreaterThan(15);
    for (const [name, type] of own) {
      expect(name).toMatch(/^ringfence_[a-z_]+$/);
      expect([name, name?.endsWith("_total")]).toEqual([name, type === "counter"]);
    }
  });
});
