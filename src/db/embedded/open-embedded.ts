import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { DomainError } from "../../model/errors.ts";
import { dataFolderFailure } from "./data-folder-failure.ts";
import { findBinaries } from "./find-binaries.ts";
import { keepFile } from "./keep-file.ts";
import { makeCluster, superuser } from "./make-cluster.ts";
import { meetServer } from "./meet-server.ts";
import { type Place, placeServer } from "./place-server.ts";
import { holdServer, openPresence, waitForGuests } from "./presence.ts";
import { findRunningServer } from "./running-server.ts";
import { ServerProcess } from "./server-process.ts";
import { clearStalePidFile } from "./stale-pid-file.ts";
import { findUnprivilegedUser } from "./unprivileged-user.ts";

/** `owner` has the server for itself (serve, demo); `guest` works beside a living owner, or runs the server while there is none. */
export type Role = "owner" | "guest";

export interface EmbeddedOptions {
  /** Absolute path; made where it is missing. */
  readonly dataDir: string;
  readonly logger: Logger;
  readonly role: Role;
  readonly randomBytes: (size: number) => Buffer;
}

/** The embedded server, ready for connections. */
export interface EmbeddedServer {
  /** Holds the password: not for logs. */
  readonly url: string;
  /** Stops the server if we run it and returns when its process is gone. Close your connections first. */
  stop(): Promise<void>;
}

const attempts = 300;
const pauseMilliseconds = 100;

/**
 * Makes the embedded server available: starts it, or finds the one that another process runs.
 *
 * A server left behind by a process that was killed is given 30 seconds to end; then it is started anew.
 *
 * @throws {DomainError} `conflict` when another process owns the folder, or its data is of another version; `unavailable`
 * when there is no Postgres, the folder cannot be used, or the server does not start
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataDir, logger, randomBytes } = options;
  try {
    const binaries = findBinaries();
    const place = placeServer(dataDir, binaries, findUnprivilegedUser(), logger);
    const password = keepFile(join(dataDir, "password"), () => randomBytes(24).toString("base64url"));
    await makeCluster(place, binaries.majorVersion, password);
    for (let attempt = 0; attempt < attempts; attempt++) {
      const server = await startOrMeet(place, password, options);
      if (server) return server;
      await sleep(pauseMilliseconds);
    }
    throw neitherUsableNorGone(place);
  } catch (error) {
    throw dataFolderFailure(error, dataDir);
  }
}

/** @returns undefined when another process's server is on its way up or down: look again */
async function startOrMeet(
  place: Place,
  password: string,
  options: EmbeddedOptions,
): Promise<EmbeddedServer | undefined> {
  const running = findRunningServer(place.dataFolder);
  if (running) {
    if (!running.isReady) return undefined;
    const url = urlOf(running.port, password);
    const presence = await meetServer(running, url, options);
    return presence && { url, stop: () => presence.end() };
  }
  clearStalePidFile(place.dataFolder);
  const server = await ServerProcess.start(place, options.logger);
  return server && hold(server, urlOf(server.port, password), options);
}

async function hold(server: ServerProcess, url: string, { role, logger }: EmbeddedOptions): Promise<EmbeddedServer> {
  server.onUnexpectedEnd((log) => logger.error({ postgres: log }, "The embedded PostgreSQL has ended: start again"));
  try {
    const presence = await openPresence(url, "owner");
    await holdServer(presence);
    return {
      url,
      async stop() {
        // An owner that is told to stop stops. A guest that only happened to come first lets the others finish.
        if (role === "guest") await waitForGuests(presence).catch(() => {});
        await presence.end().catch(() => {});
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function urlOf(port: number, password: string): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
}

function neitherUsableNorGone({ dataFolder }: Place): DomainError {
  const processId = findRunningServer(dataFolder)?.processId;
  return new DomainError(
    "unavailable",
    "database-does-not-end",
    `The PostgreSQL on ${dataFolder} (process ${processId}) is neither usable nor gone after 30 seconds: wait, or end it.`,
  );
}
