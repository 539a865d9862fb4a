import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { connect } from "../../src/db/connect.ts";
import { until } from "../support/until.ts";
import { makeOwnPostgres, type OwnPostgres } from "./support/own-postgres.ts";
import { ask, metricsKey, type Service, startService } from "./support/service.ts";
import { accountFor, SteadySender } from "./support/steady-sender.ts";

const rounds = process.env.RINGFENCE_FAULTS === "all" ? 5 : 1;
const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function start(parent?: string): Promise<{ postgres: OwnPostgres; service: Service }> {
  const postgres = await makeOwnPostgres(parent);
  undo.push(() => postgres.remove());
  await postgres.start();
  const service = await startService(postgres.url);
  undo.push(() => service.kill());
  return { postgres, service };
}

const figures = (service: Service) =>
  fetch(`${service.url}/metrics`, { headers: { authorization: `Bearer ${metricsKey}` } });

/** What the service says while Postgres is away. */
async function expectClearRefusals(service: Service): Promise<void> {
  const headers = { "content-type": "application/json" };
  const answers = [
    await ask(service, "/v1/rings"),
    await ask(service, "/v1/events", { method: "POST", headers, body: "[]" }),
    await ask(service, "/v1/runs", { method: "POST" }),
  ];
  for (const answer of answers) {
    expect([answer.url, answer.status]).toEqual([answer.url, 503]);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({ type: "urn:ringfence:problem:database-unavailable" });
  }
  expect((await ask(service, "/readyz")).status).toBe(503);
  expect((await ask(service, "/livez")).status).toBe(200);
  const page = await figures(service);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("ringfence_database_up 0");
}

async function expectRecovery(service: Service, sender: SteadySender): Promise<void> {
  await until(async () => (await ask(service, "/readyz")).status === 200, 30_000);
  const before = sender.accepted.size;
  await until(() => sender.accepted.size > before, 30_000);
  expect(await (await figures(service)).text()).toContain("ringfence_database_up 1");
}

async function expectNothingLost(postgres: OwnPostgres, sender: SteadySender): Promise<void> {
  await sender.stop();
  const database = await connect(postgres.url);
  const { lost, stored, ids, counted } = await accountFor(database, [sender]);
  await database.close();
  expect(lost).toEqual([]);
  expect([ids, counted]).toEqual([stored, stored]);
  // It was not a good day, but each refusal said so, and that it passes.
  for (const { status, retryAfter } of sender.refusals) {
    expect({ status, hasRetryAfter: retryAfter !== null }).toEqual({ status: 503, hasRetryAfter: true });
  }
}

describe("a service whose Postgres goes away and comes back", () => {
  test(`stopped, killed, its connections ended, ${rounds} times each: 503 meanwhile, nothing lost, no restart`, async () => {
    const { postgres, service } = await start();
    const sender = new SteadySender(() => service).start();
    await until(() => sender.accepted.size > 100, 30_000);
    for (let round = 0; round < rounds; round++) {
      await postgres.stop();
      await expectClearRefusals(service);
      await postgres.start();
      await expectRecovery(service, sender);

      await postgres.kill();
      await expectClearRefusals(service);
      await postgres.start();
      await expectRecovery(service, sender);

      const database = await connect(postgres.url);
      await database.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'",
      );
      await database.close();
      await expectRecovery(service, sender);
    }
    await expectNothingLost(postgres, sender);
    expect(service.process.exitCode).toBe(null);
  }, 1_800_000);
});

/** A small file system, which only root can have. */
function mountSmall(megabytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "ringfence-small-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", folder], { stdio: "ignore" });
    undo.push(() => {
      execFileSync("umount", ["-l", folder]);
      rmSync(folder, { recursive: true, force: true });
    });
    return folder;
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}

const isRoot = process.getuid?.() === 0;

describe.skipIf(!isRoot)("a service whose Postgres has no space left (as root only: it takes a small tmpfs)", () => {
  test("refuses with 503, loses nothing that it accepted, and goes on when there is space again", async ({ skip }) => {
    const small = mountSmall(200);
    if (small === undefined) return skip("no tmpfs can be mounted here");
    const postgres = await makeOwnPostgres(small);
    // The log lies elsewhere: where that cannot be written Postgres gives up altogether, which is the fault of before.
    const log = mkdtempSync(join(tmpdir(), "ringfence-log-"));
    chmodSync(log, 0o755);
    undo.push(() => rmSync(log, { recursive: true, force: true }));
    moveFolder(join(postgres.dataFolder, "pg_wal"), join(log, "pg_wal"));
    undo.push(() => postgres.remove());
    await postgres.start();
    const service = await startService(postgres.url);
    undo.push(() => service.kill());

    const sender = new SteadySender(() => service, 5).start();
    await until(() => sender.accepted.size > 200, 30_000);
    const filler = join(small, "filler");
    fill(filler);
    await until(() => sender.refusals.length > 0, 120_000);
    const [refusal] = sender.refusals;
    expect(refusal).toEqual({
      status: 503,
      type: "urn:ringfence:problem:database-out-of-space",
      retryAfter: "60",
    });
    await sleep(2000);
    expect((await ask(service, "/livez")).status).toBe(200);
    rmSync(filler);
    await expectRecovery(service, sender);
    await expectNothingLost(postgres, sender);
  }, 600_000);
});

function moveFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  execFileSync("cp", ["-a", `${from}/.`, to]);
  execFileSync("chown", ["--reference", from, to]);
  execFileSync("chmod", ["--reference", from, to]);
  renameSync(from, `${from}.moved`);
  symlinkSync(to, from);
  rmSync(`${from}.moved`, { recursive: true });
}

/** Takes all the space that is left. */
function fill(path: string): void {
  try {
    for (;;) writeFileSync(path, Buffer.alloc(1_048_576), { flag: "a" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}
