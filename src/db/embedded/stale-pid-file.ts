import { linkSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readPidFile } from "./running-server.ts";

/**
 * Removes the postmaster.pid of a server that is dead while its process number is not: taken by a stranger since, or by its
 * own remains that nobody has reaped. Postgres refuses to start on such a file; the file of a number that is free it removes itself.
 *
 * Call it when `findRunningServer` finds none. Backends that outlive a killed server still keep the next from starting:
 * Postgres sees them by their shared memory.
 */
export function clearStalePidFile(dataFolder: string): void {
  const stale = readPidFile(dataFolder);
  if (stale === undefined || !isNumberTaken(Number(stale.split("\n")[0]))) return;
  const path = join(dataFolder, "postmaster.pid");
  const aside = `${path}.${process.pid}`;
  try {
    // Moved before it is looked at once more: a server that another process has started meanwhile must keep its file.
    renameSync(path, aside);
    if (readFileSync(aside, "utf8") !== stale) linkSync(aside, path);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function isNumberTaken(processId: number): boolean {
  try {
    return processId > 0 && process.kill(processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
