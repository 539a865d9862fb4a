import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import { DomainError } from "../../model/errors.ts";
import type { Binaries } from "./find-binaries.ts";
import { keepFile } from "./keep-file.ts";
import { linkLibraries } from "./link-libraries.ts";
import { canReach, type User } from "./unprivileged-user.ts";

/** Where the server's files are. */
export interface Place {
  /** What Postgres calls its data directory. */
  readonly dataFolder: string;
  /** The folder of `postgres` and `initdb`, within reach of the user who runs them. */
  readonly binariesFolder: string;
  readonly user: User | undefined;
}

/** As root, data and programs go here when the folders they were meant for are closed to the user who runs Postgres. */
const openRoot = "/var/lib/ringfence";

/**
 * Decides where data and programs lie, and makes the folders.
 *
 * @param dataDir is made where it is missing
 */
export function placeServer(dataDir: string, binaries: Binaries, user: User | undefined, logger: Logger): Place {
  mkdirSync(dataDir, { recursive: true });
  const base = placeData(dataDir, user, logger);
  const isInReach = binaries.isComplete && canReach(user, join(binaries.folder, "postgres"));
  const binariesFolder = isInReach ? binaries.folder : copyBinaries(binaries, base);
  return { dataFolder: join(base, "postgres"), binariesFolder, user };
}

function placeData(dataDir: string, user: User | undefined, logger: Logger): string {
  const location = join(dataDir, "location");
  if (!existsSync(location) && (existsSync(join(dataDir, "postgres")) || canReach(user, dataDir))) return dataDir;
  const hash = createHash("sha256").update(dataDir).digest("hex").slice(0, 12);
  // Written down, so that the data is found again when the folder has been opened or moved.
  const base = keepFile(location, () => join(openRoot, hash));
  mkdirSync(base, { recursive: true, mode: 0o755 });
  logger.info(
    { dataDir, location: base },
    `${dataDir} is closed to user ${user?.name}; the database is kept in ${base}`,
  );
  return base;
}

/** Takes 0.1 - 0.3 s, once. */
function copyBinaries({ movableFolder, majorVersion, folder }: Binaries, base: string): string {
  if (!movableFolder) {
    throw new DomainError("unavailable", "no-postgres", `The programs in ${folder} cannot be run: set DATABASE_URL.`);
  }
  const copy = join(base, `binaries-${majorVersion}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    cpSync(movableFolder, draft, { recursive: true, verbatimSymlinks: true });
    linkLibraries(draft);
    chmodSync(draft, 0o755);
    try {
      renameSync(draft, copy);
    } catch (error) {
      rmSync(draft, { recursive: true });
      if (!existsSync(copy)) throw error; // else another process was faster
    }
  }
  return join(copy, "bin");
}
