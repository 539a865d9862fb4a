import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { type OpenedProcess, type ProcessOptions, startProcess, stopProcess } from "./start-process.ts";

export interface DataFolder {
  /** A folder that does not exist yet, new for each test. */
  readonly path: string;
  /** Starts a process on it, which is stopped after the test at the latest. */
  start(options?: Partial<ProcessOptions>): Promise<OpenedProcess>;
  /** The process id of the server that runs on it. */
  serverProcessId(): number;
}

/** Gives each test a data folder. As root it is open to the user who runs Postgres. */
export function useDataFolder(): DataFolder {
  let root = "";
  let started: OpenedProcess[] = [];

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "ringfence-embedded-"));
    chmodSync(root, 0o755);
    started = [];
  });
  afterEach(async () => {
    await Promise.all(started.map(stopProcess));
    rmSync(root, { recursive: true, force: true });
  });

  const folder: DataFolder = {
    get path() {
      return join(root, "data");
    },
    async start(options) {
      const opened = await startProcess({ dataDir: folder.path, ...options });
      started.push(opened);
      return opened;
    },
    serverProcessId() {
      return Number(readFileSync(join(folder.path, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
    },
  };
  return folder;
}
