import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { runStages } from "../../src/model/run.ts";
import { type Receiver, startReceiver } from "../support/start-receiver.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";
import { until } from "../support/until.ts";
import { holdRunAt } from "./support/hold-run.ts";
import { ask, type Service, startService } from "./support/service.ts";

const service = useTestDatabase();
/** Only answers, and is never killed. */
let readers: Service;
let worker: Service | undefined;
let receiver: Receiver;
const env = { RINGFENCE_WEBHOOK_ALLOW_PRIVATE: "127.0.0.0/8" };

beforeAll(async () => {
  await takeIn(service.database, someEvents(60));
  readers = await startService(service.url, { role: "api", env });
  receiver = await startReceiver();
  worker = await startService(service.url);
  expect((await ask(worker, "/v1/runs", { method: "POST" })).status).toBe(202);
  await until(async () => (await newestRun()).status === "published", 60_000);
  await worker.kill();
}, 120_000);
afterEach(() => worker?.kill());
afterAll(async () => {
  await readers?.kill();
  await receiver?.close();
});

interface RunSeen {
  readonly id: string;
  readonly status: string;
  readonly stage: string;
  readonly progress: number;
  readonly failure: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly timings: Readonly<Record<string, number>>;
}

/** As another process than the one that does it tells of it. */
async function newestRun(): Promise<RunSeen> {
  const { data } = (await (await ask(readers, "/v1/runs?limit=1")).json()) as { data: never[] };
  return data[0] as never;
}

/** Everything that readers see of the rings, to the last member. */
async function readRings(): Promise<string> {
  const page = await (await ask(readers, "/v1/rings?flagged=any&limit=100")).text();
  const { data } = JSON.parse(page) as { data: { id: string }[] };
  const parts = await Promise.all(
    data.flatMap(({ id }) => ["members", "evidence", "history"].map((part) => ask(readers, `/v1/rings/${id}/${part}`))),
  );
  const texts = await Promise.all(parts.map((part) => part.text()));
  expect(parts.every(({ status }) => status === 200)).toBe(true);
  return [page, ...texts].join("\n");
}

test.each([...runStages, "publishing" as const, "published" as const])(
  "kill -9 of a run in the stage %s: readers see the rings of before, and another process does it again",
  async (stage) => {
    const before = await readRings();
    const newest = (await newestRun()).id;
    worker = await startService(service.url);
    const held = await holdRunAt(service.database, stage);
    expect((await ask(worker, "/v1/runs", { method: "POST" })).status).toBe(202);
    await held.isReached();
    const { id: killed } = await newestRun();
    expect(killed).not.toBe(newest);
    await worker.kill();
    expect(await readRings()).toBe(before);
    await held.letGo();
    expect(await readRings()).toBe(before);

    const startedAt = Date.now();
    worker = await startService(service.url);
    await until(async () => {
      const { id, status } = await newestRun();
      return id !== killed && status === "published";
    }, 60_000);
    expect(Date.now() - startedAt).toBeLessThan(60_000);
    const { status, failure } = (await (await ask(readers, `/v1/runs/${killed}`)).json()) as never;
    expect({ status, failure }).toEqual({ status: "failed", failure: "the process ended" });
    // The same events, the same rings; only the run that saw them last is another.
    const { rows } = await service.database.pool.query(
      "select count(*)::integer as running from runs where status = 'running'",
    );
    expect(rows).toEqual([{ running: 0 }]);
  },
  180_000,
);

test("another process shows how far a run has come while it goes on, and how long each stage took", async () => {
  worker = await startService(service.url, { env });
  const held = await holdRunAt(service.database, "assess");
  const { id } = (await (await ask(worker, "/v1/runs", { method: "POST" })).json()) as RunSeen;
  await held.isReached();
  const underWay = await newestRun();
  expect(underWay).toMatchObject({ id, status: "running", stage: "group", counts: { accounts: 60 } });
  expect(Object.keys(underWay.timings)).toEqual(["load", "link"]);
  expect(underWay.progress).toBeGreaterThan(0.5);
  expect(underWay.progress).toBeLessThan(1);
  await held.letGo();
  await until(async () => (await newestRun()).status === "published", 60_000);
  const published = await newestRun();
  expect(published).toMatchObject({ id, stage: "publish", progress: 1 });
  expect(Object.keys(published.timings).sort()).toEqual([...runStages].sort());
}, 120_000);

test("a run that has taken its process down three times is given up: it says so, and somebody is told, once", async () => {
  const made = await ask(readers, "/v1/webhook_endpoints", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ url: receiver.url, events: ["run.failed"] }),
  });
  expect(made.status).toBe(201);
  for (let death = 0; death < 3; death++) {
    const held = await holdRunAt(service.database, "link");
    worker = await startService(service.url, { env });
    // The second and the third it starts by itself.
    if (death === 0) expect((await ask(worker, "/v1/runs", { method: "POST" })).status).toBe(202);
    await held.isReached();
    await worker.kill();
    await held.letGo();
  }
  worker = await startService(service.url, { env });
  await until(() => receiver.received.length > 0, 60_000);
  const last = await newestRun();
  expect(last).toMatchObject({ status: "failed", failure: expect.stringContaining("it is not started again") });
  const { type, data } = JSON.parse(receiver.received[0]?.body ?? "");
  expect({ type, data }).toMatchObject({ type: "run.failed", data: { run: { id: last.id, failure: last.failure } } });

  const next = (await (await ask(worker, "/v1/runs", { method: "POST" })).json()) as RunSeen;
  expect(Number(next.id.slice("run_".length))).toBe(Number(last.id.slice("run_".length)) + 1);
  await until(async () => (await newestRun()).status === "published", 60_000);
  expect(receiver.ids()).toHaveLength(1);
}, 180_000);
