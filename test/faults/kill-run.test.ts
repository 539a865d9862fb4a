import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { runStages } from "../../src/model/run.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";
import { until } from "../support/until.ts";
import { holdRunAt } from "./support/hold-run.ts";
import { ask, type Service, startService } from "./support/service.ts";

const service = useTestDatabase();
/** Only answers, and is never killed. */
let readers: Service;
let worker: Service | undefined;

beforeAll(async () => {
  await takeIn(service.database, someEvents(60));
  readers = await startService(service.url, { role: "api" });
  worker = await startService(service.url);
  expect((await ask(worker, "/v1/runs", { method: "POST" })).status).toBe(202);
  await until(async () => (await newestRun()).status === "published", 60_000);
  await worker.kill();
}, 120_000);
afterEach(() => worker?.kill());
afterAll(() => readers?.kill());

async function newestRun(): Promise<{ id: string; status: string; stage: string; failure: string | null }> {
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

test.each([...runStages, "publishing" as const])(
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
