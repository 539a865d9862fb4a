import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { isAlive } from "../../../src/db/embedded/running-server.ts";
import { findUnprivilegedUser } from "../../../src/db/embedded/unprivileged-user.ts";
import { useDataFolder } from "./data-folder.ts";
import { killProcess, query, stopProcess } from "./start-process.ts";

const folder = useDataFolder();

describe("a data folder", () => {
  test("is made on the first start, with a durable server that only this machine reaches", async () => {
    const { url } = await folder.start();
    const settings = await query(
      url,
      `select name, setting from pg_settings where name in
       ('fsync', 'synchronous_commit', 'listen_addresses', 'unix_socket_directories', 'server_encoding')`,
    );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toMatchObject({
      fsync: "on",
      synchronous_commit: "on",
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      server_encoding: "UTF8",
    });
    expect(statSync(join(folder.path, "password")).mode & 0o777).toBe(0o600);
    await expect(query(url?.replace(/:[^:@]+@/, ":guessed@"), "select 1")).rejects.toThrow("password authentication");
  });

  test("keeps its rows from start to start, and no server runs in between", async () => {
    const first = await folder.start();
    await query(first.url, "create table kept as select 42 as answer");
    const processId = folder.serverProcessId();
    await stopProcess(first);
    expect(isAlive(processId)).toBe(false);
    const second = await folder.start();
    expect(await query(second.url, "select answer from kept")).toEqual([{ answer: 42 }]);
    expect(second.log).not.toContain("not properly shut down");
  });

  test("of another major version is refused with a hint", async () => {
    await stopProcess(await folder.start());
    writeFileSync(join(folder.path, "postgres", "PG_VERSION"), "13\n");
    const refused = await folder.start();
    expect(refused).toMatchObject({ kind: "conflict", code: "data-folder-of-another-version" });
    expect(refused.message).toContain("PostgreSQL 13");
    expect(refused.message).toContain("RINGFENCE_DATA_DIR");
  });

  test("that cannot be made is named, with what to do", async () => {
    writeFileSync(join(folder.path, "..", "file"), "");
    const refused = await folder.start({ dataDir: join(folder.path, "..", "file", "data") });
    expect(refused).toMatchObject({ kind: "unavailable", code: "data-folder-not-usable" });
    expect(refused.message).toContain("RINGFENCE_DATA_DIR");
  });
});

describe("after a kill -9", () => {
  test("of our process the server ends by itself, and the next start finds every row", async () => {
    const first = await folder.start();
    await query(first.url, "create table kept as select 42 as answer");
    const processId = folder.serverProcessId();
    await killProcess(first);
    const second = await folder.start();
    expect(isAlive(processId)).toBe(false);
    expect(await query(second.url, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  test("of our process and of what ties the server to it, the orphan is stopped and a new server started", async () => {
    const first = await folder.start();
    const processId = folder.serverProcessId();
    for (const shell of shellsAround(processId)) process.kill(shell, "SIGKILL");
    await killProcess(first);
    expect(isAlive(processId)).toBe(true);
    const second = await folder.start();
    expect(second.message).toBeUndefined();
    expect(isAlive(processId)).toBe(false);
  });

  test("of the server the next start recovers every acknowledged row, though the first process is still there", async () => {
    const first = await folder.start();
    await query(first.url, "create table kept as select 42 as answer");
    process.kill(folder.serverProcessId(), "SIGKILL");
    const second = await folder.start();
    expect(await query(second.url, "select answer from kept")).toEqual([{ answer: 42 }]);
    await stopProcess(first);
    expect(await query(second.url, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  test("of the server alone, what is left of it is waited for", async () => {
    const first = await folder.start();
    const backend = new pg.Client({ connectionString: first.url });
    backend.on("error", () => {});
    await backend.connect();
    const { rows } = await backend.query<{ id: number }>("select pg_backend_pid() as id");
    const backendId = rows[0]?.id as number;
    // Stopped, so that it cannot see that its parent is gone: it keeps the shared memory, and Postgres refuses to start.
    process.kill(backendId, "SIGSTOP");
    process.kill(folder.serverProcessId(), "SIGKILL");
    const second = folder.start();
    await sleep(1500);
    process.kill(backendId, "SIGCONT");
    expect((await second).message).toBeUndefined();
    await backend.end();
  });

  test("and a restart of the machine, a stranger with the server's number does not keep the next from starting", async () => {
    await stopProcess(await folder.start());
    const pidFile = join(folder.path, "postgres", "postmaster.pid");
    // A process of the user who runs Postgres, which takes those of others for strangers by itself.
    const stranger = spawn("sleep", ["60"], { ...findUnprivilegedUser(), stdio: "ignore" });
    onTestFinished(() => void stranger.kill());
    writeFileSync(pidFile, `${stranger.pid}\n${folder.path}/postgres\n1\n5432\n\n127.0.0.1\n\nready\n`);
    const second = await folder.start();
    expect(second.message).toBeUndefined();
  });
});

describe("two processes on one folder", () => {
  test("a second owner is refused by the name of the first", async () => {
    const first = await folder.start();
    const second = await folder.start();
    expect(second).toMatchObject({ kind: "conflict", code: "data-folder-in-use", url: undefined });
    expect(second.message).toBe(
      `Another Ringfence (process ${first.process.pid}) uses the folder ${folder.path}; stop it, or set RINGFENCE_DATA_DIR to another folder.`,
    );
    await query(first.url, "select 1");
  });

  test("of two owners that start at the same instant one wins", async () => {
    const both = await Promise.all([folder.start(), folder.start()]);
    expect(both.map(({ code }) => code ?? "started").sort()).toEqual(["data-folder-in-use", "started"]);
  });

  test("a guest attaches while an owner lives, and leaves the server running", async () => {
    const owner = await folder.start();
    const guest = await folder.start({ role: "guest" });
    expect(guest.url).toBe(owner.url);
    await stopProcess(guest);
    await query(owner.url, "select 1");
  });

  test("a guest that comes first runs the server, refuses an owner, and stops when the last guest is done", async () => {
    const first = await folder.start({ role: "guest" });
    const processId = folder.serverProcessId();
    const [second, owner] = await Promise.all([folder.start({ role: "guest" }), folder.start()]);
    expect(second.url).toBe(first.url);
    expect(owner.message).toContain(`process ${first.process.pid}`);
    const firstStops = stopProcess(first);
    await query(second.url, "select pg_sleep(0.2)");
    await stopProcess(second);
    await firstStops;
    expect(isAlive(processId)).toBe(false);
  });
});

/** The shells that tie a server to its starter: the members of its process group that are not Postgres. */
function shellsAround(serverProcessId: number): number[] {
  const groupOf = (processId: number) => /\) \S \d+ (\d+)/.exec(readProcess(processId, "stat"))?.[1];
  return readdirSync("/proc")
    .map(Number)
    .filter((processId) => processId > 0 && groupOf(processId) === groupOf(serverProcessId))
    .filter((processId) => readProcess(processId, "comm") === "sh\n");
}

function readProcess(processId: number, file: string): string {
  try {
    return readFileSync(`/proc/${processId}/${file}`, "utf8");
  } catch {
    return "";
  }
}
