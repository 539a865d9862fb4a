import { readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";

/** A server at work on a data folder, as its postmaster.pid tells. */
export interface RunningServer {
  readonly processId: number;
  readonly port: number;
  /** It takes connections: neither starting nor stopping. */
  readonly isReady: boolean;
}

/** The server that runs on a data folder; undefined when there is none, whatever file a dead one left behind. */
export function findRunningServer(dataFolder: string): RunningServer | undefined {
  const lines = readPidFile(dataFolder)?.split("\n") ?? [];
  const processId = Number(lines[0]);
  if (!Number.isInteger(processId) || processId <= 0 || !isServerProcess(processId, dataFolder)) return undefined;
  return { processId, port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" };
}

/** What postmaster.pid holds. Undefined where there is none. */
export function readPidFile(dataFolder: string): string | undefined {
  try {
    return readFileSync(join(dataFolder, "postmaster.pid"), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Whether a process is alive. One that has ended and waits to be reaped, a zombie, is not. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return !/^State:\s+[ZX]/m.test(readProcessStatus(processId) ?? "");
}

/** The number may have gone to a stranger since: then it is not called postgres, or works in another folder. */
function isServerProcess(processId: number, dataFolder: string): boolean {
  if (!isAlive(processId)) return false;
  const status = readProcessStatus(processId);
  if (status !== undefined && !/^Name:\s+postgres$/m.test(status)) return false;
  try {
    return readlinkSync(`/proc/${processId}/cwd`) === realpathSync(dataFolder);
  } catch {
    return true; // no /proc, or not ours to look at
  }
}

/** Undefined where there is no /proc. */
function readProcessStatus(processId: number): string | undefined {
  try {
    return readFileSync(`/proc/${processId}/status`, "utf8");
  } catch {
    return undefined;
  }
}
