import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { DomainError } from "../../model/errors.ts";
import { program } from "./find-binaries.ts";
import type { Place } from "./place-server.ts";
import { findRunningServer } from "./running-server.ts";
import { serverSettings } from "./settings.ts";
import { spawnTied } from "./tied-process.ts";

const pollMilliseconds = 10;
const logTailLength = 4000;

/** What Postgres says when another process was faster, or when parts of a killed one are still ending: worth another try. */
const passing =
  /lock file ".*" already exists|shared memory block .* is still in use|could not create any TCP\/IP sockets/;

/** A server that this process has started. */
export class ServerProcess {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #log = "";

  private constructor(child: ChildProcess, port: number, logger: Logger) {
    this.#child = child;
    this.port = port;
    this.#ended = new Promise((resolve) => {
      child.once("error", resolve);
      child.once("close", resolve);
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#log = (this.#log + text).slice(-logTailLength);
      logger.debug({ postgres: text.trimEnd() }, "postgres");
    });
    // Writing to a server that has just died is no reason to die with it.
    child.stdin?.on("error", () => {});
  }

  /**
   * Starts the server and waits until it takes connections; after a crash that includes its recovery.
   *
   * @returns undefined when another process is starting or ending a server on the same data: look again
   * @throws {DomainError} `unavailable` with the end of its log when it does not start
   */
  static async start(place: Place, logger: Logger): Promise<ServerProcess | undefined> {
    const port = await findFreePort();
    const settings = Object.entries(serverSettings(totalmem(), port, process.pid));
    const child = spawnTied(
      join(place.binariesFolder, program("postgres")),
      ["-D", place.dataFolder, ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
      place.user,
    );
    const server = new ServerProcess(child, port, logger);
    if (await server.#isReady(place.dataFolder)) return server;
    if (passing.test(server.#log)) return undefined;
    throw new DomainError(
      "unavailable",
      "database-does-not-start",
      `The embedded PostgreSQL does not start on ${place.dataFolder}. It says:\n${server.#log.trim()}`,
    );
  }

  /** Runs when the server ends without having been told to. */
  onUnexpectedEnd(listener: (log: string) => void): void {
    this.#ended.then(() => {
      if (!this.#child.stdin?.writableEnded) listener(this.#log);
    });
  }

  /** Ends sessions, writes everything down, and returns when the process is gone. */
  async stop(): Promise<void> {
    this.#child.stdin?.end();
    if (process.platform === "win32") this.#child.kill();
    await this.#ended;
  }

  async #isReady(dataFolder: string): Promise<boolean> {
    let hasEnded = false;
    this.#ended.then(() => {
      hasEnded = true;
    });
    while (!hasEnded) {
      const running = findRunningServer(dataFolder);
      if (running?.isReady && running.port === this.port) return true;
      await sleep(pollMilliseconds);
    }
    return false;
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", resolve);
  });
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
