import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { connect } from "../../src/db/connect.ts";
import { hasPostgres15, startPostgres15 } from "../db/postgres-15.ts";
import { startProgram, type StartedProgram } from "../support/run-program.ts";
import { json } from "../support/start-api.ts";
import { someEvents } from "../support/take-in.ts";
import { until } from "../support/until.ts";
import { adminKey, ask, type Service, startService } from "./support/service.ts";
import { SteadySender } from "./support/steady-sender.ts";

const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function makeFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), name));
  chmodSync(folder, 0o755);
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function publishRun(service: Service): Promise<void> {
  const answer = await ask(service, "/v1/runs", { method: "POST" });
  const { id } = (await answer.json()) as { id: string };
  await until(async () => {
    const run = (await (await ask(service, `/v1/runs/${id}`)).json()) as { status: string };
    return run.status === "published";
  }, 60_000);
}

const bin = "/usr/lib/postgresql/15/bin";

describe.skipIf(!hasPostgres15)("with pg_dump and pg_restore of Debian's PostgreSQL 15", () => {
  test("a dump that is taken under load restores to a service that works, and goes on where the dump ends", async () => {
    const server = await startPostgres15(join(makeFolder("ringfence-backup-"), "postgres"));
    undo.push(() => server.stop());
    const service = await startService(server.url);
    undo.push(() => service.kill());
    await ask(service, "/v1/events", json(someEvents(60)));
    await publishRun(service);
    const rings = await (await ask(service, "/v1/rings?flagged=any")).text();
    const sender = new SteadySender(() => service, 0).start();
    await until(() => sender.accepted.size > 500, 60_000);
    const before = [...sender.accepted];

    // As docs/operations/running.md says.
    const dump = join(makeFolder("ringfence-dump-"), "ringfence.dump");
    execFileSync(join(bin, "pg_dump"), ["--format=custom", `--file=${dump}`, server.url]);
    await until(() => sender.accepted.size > before.length + 100, 60_000);
    const admin = await connect(server.url);
    await admin.pool.query("create database restored");
    await admin.close();
    const url = new URL(server.url);
    url.pathname = "/restored";
    execFileSync(join(bin, "pg_restore"), ["--no-owner", "--exit-on-error", `--dbname=${url.href}`, dump]);

    const restored = await startService(url.href);
    undo.push(() => restored.kill());
    // The same key, the same rings.
    expect(await (await ask(restored, "/v1/rings?flagged=any")).text()).toBe(rings);
    const database = await connect(url.href);
    undo.push(() => database.close());
    const { rows } = await database.pool.query("select id from event_ids");
    const kept = new Set(rows.map(({ id }) => id));
    expect(before.filter((id) => !kept.has(id))).toEqual([]);
    // Whole batches: each event is counted, or marked as to be counted.
    const counts = await database.pool.query(`
      select (select count(*) from event_ids)::integer as ids, (select count(*) from events)::integer as events,
        ((select coalesce(sum(event_count), 0) from account_days) + (select coalesce(sum(event_count), 0) from pending_batches))::integer as counted`);
    expect(counts.rows).toEqual([{ ids: kept.size, events: kept.size, counted: kept.size }]);
    // It takes in and runs.
    const answer = await ask(restored, "/v1/events", json(someEvents(61)));
    expect(await answer.json()).toMatchObject({ accepted: 2, duplicates: 120 });
    await publishRun(restored);
    await sender.stop();
  }, 300_000);
});

describe("without a database of one's own", () => {
  async function start(dataDir: string): Promise<{ program: StartedProgram; url: string }> {
    const env = { RINGFENCE_DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "warn", RINGFENCE_ADMIN_KEY: adminKey };
    const program = startProgram(["serve"], { ...env, RINGFENCE_RESCORE_CRON: "off" });
    undo.push(() => program.process.kill("SIGKILL"));
    await program.sees("Data:");
    return { program, url: /listens on (\S+)/.exec(program.stdout())?.[1] ?? "" };
  }

  async function stop({ process }: StartedProgram): Promise<void> {
    process.kill("SIGTERM");
    await until(() => process.exitCode !== null);
  }

  test("a copy of the data folder, taken while the service is stopped, is a service that works", async () => {
    const folder = makeFolder("ringfence-copy-");
    const original = await start(join(folder, "data"));
    await ask(original, "/v1/events", json(someEvents(5)));
    await stop(original.program);
    execFileSync("cp", ["-a", join(folder, "data"), join(folder, "copy")]);
    const copy = await start(join(folder, "copy"));
    const report = await (await ask(copy, "/v1/events", json(someEvents(6)))).json();
    expect(report).toMatchObject({ accepted: 2, duplicates: 10 });
    await stop(copy.program);
  }, 180_000);
});
