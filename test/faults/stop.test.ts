import { request as httpRequest } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { runProgram, startProgram } from "../support/run-program.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";
import { until } from "../support/until.ts";
import { holdRunAt } from "./support/hold-run.ts";
import { adminKey, ask, type Service, startService } from "./support/service.ts";
import { accountFor, SteadySender } from "./support/steady-sender.ts";

const first = useTestDatabase();
const services: Service[] = [];

afterEach(async () => {
  for (const service of services.splice(0)) await service.kill();
});

async function start(...request: Parameters<typeof startService>): Promise<Service> {
  const service = await startService(...request);
  services.push(service);
  return service;
}

/** How long SIGTERM takes at most, as docs/operations/running.md states. */
const statedMilliseconds = 30_000;

test("SIGTERM under load: answers are finished, what was accepted is there, the run is handed back, and it ends in the stated time", async () => {
  await takeIn(first.database, someEvents(30));
  let current = await start(first.url);
  const senders = [1, 2].map(() => new SteadySender(() => current).start());
  // A client that sends on and on, and never ends by itself.
  const endless = httpRequest(`${current.url}/v1/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${adminKey}`, "content-type": "application/x-ndjson" },
  });
  endless.on("error", () => {});
  endless.write(
    `${JSON.stringify({ id: "endless", type: "signup", account_id: "e", occurred_at: "2026-04-22T09:00:00Z" })}\n`,
  );
  const held = await holdRunAt(first.database, "link");
  expect((await ask(current, "/v1/runs", { method: "POST" })).status).toBe(202);
  await held.isReached();
  await sleep(500);

  const startedAt = Date.now();
  const stopping = current.stop();
  // The endless client is given ten seconds; then the run is told to end.
  await sleep(11_500);
  await held.letGo();
  expect(await stopping).toBe(0);
  expect(Date.now() - startedAt).toBeLessThan(statedMilliseconds);
  const { rows } = await first.database.pool.query("select status, failure from runs order by id desc limit 1");
  expect(rows).toEqual([{ status: "failed", failure: "the service was stopped" }]);

  services.length = 0;
  current = await start(first.url);
  await Promise.all(senders.map((sender) => sender.stop()));
  const { lost, stored, ids, counted } = await accountFor(first.database, senders);
  expect(lost).toEqual([]);
  expect([ids, counted]).toEqual([stored, stored]);
  await until(async () => {
    const { rows: runs } = await first.database.pool.query("select status from runs order by id desc limit 1");
    return runs[0]?.status === "published";
  }, 30_000);
}, 120_000);

const second = useTestDatabase();

test("SIGTERM in the midst of an answer: it is given, and says what is so", async () => {
  const service = await start(second.url);
  const holder = await second.database.pool.connect();
  try {
    await holder.query("begin; lock table event_ids in access exclusive mode");
    const event = { id: "late", type: "signup", account_id: "a", occurred_at: "2026-04-22T09:00:00Z" };
    const headers = { "content-type": "application/json" };
    const asked = ask(service, "/v1/events", { method: "POST", headers, body: JSON.stringify(event) });
    const waiting = "select from pg_locks where not granted and relation = 'event_ids'::regclass";
    await until(async () => (await second.database.pool.query(waiting)).rowCount === 1);
    const stopping = service.stop();
    await until(() => service.stderr().includes("Stopping"));
    await holder.query("rollback");
    const answer = await asked;
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { accepted: 1, duplicates: 0, rejected: 0, errors: [] },
    ]);
    expect(await stopping).toBe(0);
  } finally {
    holder.release(true);
  }
  const { rows } = await second.database.pool.query("select id from events");
  expect(rows).toEqual([{ id: "late" }]);
}, 120_000);

test("a start waits for its database, says so, and goes on when that is there; it does not wait for what will not pass", async () => {
  const missing = new URL(second.url);
  missing.port = "1";
  const env = { RINGFENCE_SECRET: "s".repeat(32), PORT: "0", DATABASE_URL: missing.href };
  const waited = await runProgram(["serve"], { env: { ...env, RINGFENCE_DATABASE_WAIT_SECONDS: "2" } });
  expect(waited.code).toBe(1);
  expect(waited.stderr).toContain("waiting for the database");
  expect(waited.stderr).toContain("Nothing answers at");
  const wrong = new URL(second.url);
  wrong.password = "wrong";
  const refused = await runProgram(["serve"], { env: { ...env, DATABASE_URL: wrong.href } });
  expect(refused.stderr).toContain("refuses user");
  expect(refused.stderr).not.toContain("waiting for the database");
  // Ctrl-C ends the wait.
  const waiting = startProgram(["serve"], env);
  await until(() => waiting.stderr().includes("waiting for the database"));
  waiting.process.kill("SIGTERM");
  await until(() => waiting.process.exitCode !== null);
}, 180_000);
