import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";

export interface Migration {
  /** Name of the file, for example `0001_events_and_accounts.sql`. */
  readonly name: string;
  readonly sha256: string;
  readonly sql: string;
}

/** The same two steps up from src/db and from dist/db. */
const migrationsFolder = new URL("../../migrations/", import.meta.url);

/** The migrations that this program brings along, in the order in which they are applied. */
export async function readMigrations(folder: URL = migrationsFolder): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort();
  return Promise.all(names.map((name) => readMigration(folder, name)));
}

async function readMigration(folder: URL, name: string): Promise<Migration> {
  // A checkout on Windows may end lines with CR LF; that is no change of the migration.
  const sql = (await readFile(new URL(name, folder), "utf8")).replaceAll("\r\n", "\n");
  return { name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
}
