import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { pino } from "pino";
import { findBinaries, program } from "../../../src/db/embedded/find-binaries.ts";
import { makeCluster, superuser } from "../../../src/db/embedded/make-cluster.ts";
import { type Place, placeServer } from "../../../src/db/embedded/place-server.ts";
import { findRunningServer } from "../../../src/db/embedded/running-server.ts";
import { clearStalePidFile } from "../../../src/db/embedded/stale-pid-file.ts";
import { spawnTied } from "../../../src/db/embedded/tied-process.ts";
import { findUnprivilegedUser } from "../../../src/db/embedded/unprivileged-user.ts";
import { until } from "../../support/until.ts";

/** A Postgres that a test may stop and break, always on the same port. */
export interface OwnPostgres {
  readonly url: string;
  readonly dataFolder: string;
  start(): Promise<void>;
  /** As an administrator does: sessions are ended, everything is written down. */
  stop(): Promise<void>;
  /** As the power does. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}

/** @param parent where its data lies; a temporary folder unless given */
export async function makeOwnPostgres(parent?: string): Promise<OwnPostgres> {
  const folder = parent ?? mkdtempSync(join(tmpdir(), "ringfence-faults-"));
  chmodSync(folder, 0o755);
  const binaries = findBinaries();
  const place: Place = placeServer(folder, binaries, findUnprivilegedUser(), pino({ level: "silent" }));
  const password = randomBytes(12).toString("hex");
  await makeCluster(place, binaries.majorVersion, password);
  const port = await freePort();
  const url = `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
  let child: ReturnType<typeof spawnTied> | undefined;
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "60",
    shared_buffers: "32MB",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const isGone = () => findRunningServer(place.dataFolder) === undefined;
  const own: OwnPostgres = {
    url,
    dataFolder: place.dataFolder,
    async start() {
      await until(isGone, 30_000);
      clearStalePidFile(place.dataFolder);
      await until(async () => {
        if (isGone()) {
          child = spawnTied(
            join(place.binariesFolder, program("postgres")),
            ["-D", place.dataFolder, ...options],
            place.user,
          );
          child.stdin?.on("error", () => {});
          child.stderr?.resume();
        }
        await until(() => answers(url), 3000).catch(() => {});
        return answers(url);
      }, 60_000);
    },
    async stop() {
      child?.stdin?.end();
      await until(isGone, 30_000);
    },
    async kill() {
      const processId = findRunningServer(place.dataFolder)?.processId;
      if (processId !== undefined) process.kill(processId, "SIGKILL");
      await until(isGone, 30_000);
    },
    async remove() {
      await own.stop();
      if (parent === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
  return own;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
