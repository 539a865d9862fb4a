import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/**
 * Reads a file that is made once and never changes, making it first where it is missing.
 *
 * Of several processes that make it at once, one wins and all read the same.
 *
 * @param make the content; only its owner may read the file
 */
export function keepFile(path: string, make: () => string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, make(), { mode: 0o600, flush: true });
  try {
    // Unlike a rename, a link never replaces what another process has made meanwhile.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(path, "utf8").trim();
}
