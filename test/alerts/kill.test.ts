import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { pino } from "pino";
import { afterEach, expect, test, vi } from "vitest";
import { seededRandom } from "../../src/graph/seeded-random.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { detectGroups } from "../support/detect-groups.ts";
import { answer, startReceiver } from "../support/start-receiver.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const own = useTestDatabase();
const key = "rf_a_key_for_this_test_only";
const services: Service[] = [];
afterEach(() => {
  for (const { process } of services) process.kill("SIGKILL");
});

interface Service {
  readonly url: string;
  readonly process: ChildProcess;
}

async function start(): Promise<Service> {
  const child = spawn(process.execPath, ["dist/main.js", "serve"], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: own.url,
      RINGFENCE_SECRET: "a secret for this test and no other",
      RINGFENCE_ADMIN_KEY: key,
      RINGFENCE_WEBHOOK_ALLOW_PRIVATE: "127.0.0.1",
      PORT: "0",
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /https?:\/\/\S+/.exec(line)?.[0];
    if (url) {
      services.push({ url, process: child });
      return { url, process: child };
    }
  }
  throw new Error("The service ended before it listened");
}

/** @returns undefined where the service was killed before it could answer */
async function post(url: string, body: object): Promise<{ status: number; body: Record<string, string> } | undefined> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  try {
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  } catch {
    return undefined;
  }
}

test("three services on one database, one after the other killed: no alert is lost, none without its change, none under two ids", {
  timeout: 600_000,
}, async () => {
  await takeIn(own.database, someEvents(20));
  const dependencies = {
    database: own.database,
    clock: stoppedAt("2026-06-06T00:00:00Z"),
    logger: pino({ level: "silent" }),
  };
  const { finished } = await startRun({ ...dependencies, detect: detectGroups([{ members: [0, 1, 2, 3, 4, 5] }]) });
  await finished;
  const { rows: rings } = await own.database.pool.query("select id from rings");
  const ringId = rings[0].id;

  // So slow that there are always attempts under way when a service is killed.
  const receiver = await startReceiver((response, request, count) => {
    setTimeout(() => answer(204)(response, request, count), 300);
  });
  const first = await start();
  await start();
  await start();
  const made = await post(`${first.url}/v1/webhook_endpoints`, { url: receiver.url, events: ["ring.decided"] });
  expect(made?.status).toBe(201);

  const random = seededRandom(1);
  let acknowledged = 0;
  for (let round = 0; round < 60; round++) {
    const alive = services.slice(-3);
    const chosen = alive[Math.floor(random() * 3)] as Service;
    const outcome = round % 2 === 0 ? "confirmed" : "reopened";
    if (round % 20 === 10) setTimeout(() => chosen.process.kill("SIGKILL"), random() * 200);
    const decided = await post(`${chosen.url}/v1/rings/${ringId}/decisions`, { outcome, reason: `round ${round}` });
    if (decided?.status === 201) acknowledged++;
    if (round % 20 === 10) {
      if (chosen.process.exitCode === null && chosen.process.signalCode === null) await once(chosen.process, "exit");
      services.splice(services.indexOf(chosen), 1);
      await start();
    }
  }

  await vi.waitFor(
    async () => {
      const { rows } = await own.database.pool.query(
        "select count(*) from webhook_deliveries where status <> 'delivered'",
      );
      expect(rows).toEqual([{ count: 0 }]);
    },
    { timeout: 240_000, interval: 500 },
  );
  await receiver.close();
  const { rows: decisions } = await own.database.pool.query("select 'decision_' || id as id from decisions order by 1");
  expect(acknowledged).toBeGreaterThan(40);
  expect(decisions.length).toBeGreaterThanOrEqual(acknowledged);
  const idOf = new Map<string, Set<string>>();
  for (const { headers, body } of receiver.received) {
    const { decision } = JSON.parse(body).data;
    idOf.set(decision.id, (idOf.get(decision.id) ?? new Set()).add(headers["webhook-id"] ?? ""));
  }
  expect([...idOf.keys()].sort()).toEqual(decisions.map(({ id }) => id).sort());
  for (const ids of idOf.values()) expect(ids.size).toBe(1);
  expect(receiver.ids()).toHaveLength(decisions.length);
});
