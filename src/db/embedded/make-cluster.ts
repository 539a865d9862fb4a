import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DomainError } from "../../model/errors.ts";
import { program } from "./find-binaries.ts";
import type { Place } from "./place-server.ts";

export const superuser = "ringfence";

/**
 * Makes the server's data where there is none: in a folder of its own first, so that a start that was cut short leaves no half.
 *
 * @throws {DomainError} `conflict` when the data was made by another major version
 */
export async function makeCluster(place: Place, majorVersion: number, password: string): Promise<void> {
  if (existsSync(join(place.dataFolder, "PG_VERSION"))) {
    requireVersion(place.dataFolder, majorVersion);
    return;
  }
  const draft = `${place.dataFolder}.${process.pid}`;
  const passwordFile = `${draft}.password`;
  try {
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (place.user) for (const path of [draft, passwordFile]) chownSync(path, place.user.uid, place.user.gid);
    await runInitdb(place, draft, passwordFile);
    renameSync(draft, place.dataFolder);
  } catch (error) {
    if (!existsSync(join(place.dataFolder, "PG_VERSION"))) throw error; // else another process was faster
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

function requireVersion(dataFolder: string, majorVersion: number): void {
  const found = readFileSync(join(dataFolder, "PG_VERSION"), "utf8").trim();
  if (found === String(majorVersion)) return;
  throw new DomainError(
    "conflict",
    "data-folder-of-another-version",
    `The data in ${dataFolder} was made by PostgreSQL ${found}; here is ${majorVersion}. Run the Ringfence that made it, or set RINGFENCE_DATA_DIR to a new folder.`,
  );
}

function runInitdb({ binariesFolder, user }: Place, folder: string, passwordFile: string): Promise<void> {
  const settings = [
    `--pgdata=${folder}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    // The same order of text on every machine, and of bytes: faster, and stable when the system's locales change.
    "--locale=C",
    "--encoding=UTF8",
    "--no-instructions",
  ];
  const child = spawn(join(binariesFolder, program("initdb")), settings, {
    ...(user && { uid: user.uid, gid: user.gid }),
    cwd: folder,
    ...(process.platform !== "win32" && { env: { PATH: "/usr/bin:/bin", LC_ALL: "C" } }),
    stdio: ["ignore", "ignore", "pipe"],
  });
  return new Promise((resolve, reject) => {
    let complaints = "";
    child.stderr.on("data", (text) => {
      complaints += text;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new DomainError("unavailable", "database-not-made", `The database could not be made: ${complaints}`));
    });
  });
}
