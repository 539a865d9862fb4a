import type pg from "pg";
import { DomainError } from "../model/errors.ts";
import type { Migration } from "./migration-files.ts";

export type AppliedMigration = Pick<Migration, "name" | "sha256">;

/** Makes the table that remembers what was applied. Call it under the migration lock: "if not exists" alone can collide. */
export async function createHistory(client: pg.ClientBase): Promise<void> {
  await client.query(`
    create table if not exists schema_migrations (
      name       text not null,
      sha256     text not null,
      applied_at timestamptz not null default now(),
      constraint schema_migrations_pkey primary key (name)
    )`);
}

/** What was applied so far; nothing in a database that was never migrated. */
export async function appliedMigrations(client: Pick<pg.ClientBase, "query">): Promise<AppliedMigration[]> {
  const { rows } = await client.query<{ exists: boolean }>(
    "select to_regclass('schema_migrations') is not null as exists",
  );
  if (!rows[0]?.exists) return [];
  return (await client.query<AppliedMigration>("select name, sha256 from schema_migrations order by name")).rows;
}

/**
 * The migrations that are still to be applied, in order.
 *
 * @throws {DomainError} `conflict` when the past of the database is not the past of the program
 */
export function pendingMigrations(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  for (const { name, sha256 } of applied) {
    const known = migrations.find((migration) => migration.name === name);
    if (!known) throw databaseIsNewer(name);
    if (known.sha256 !== sha256) throw migrationHasChanged(name);
  }
  const appliedNames = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !appliedNames.has(name));
}

function databaseIsNewer(name: string): DomainError {
  return new DomainError(
    "conflict",
    "database-newer-than-program",
    `The database has had migration ${name}, which this version of Ringfence does not know: run the newer version.`,
  );
}

function migrationHasChanged(name: string): DomainError {
  return new DomainError(
    "conflict",
    "migration-changed",
    `Migration ${name} has changed since it was applied. Restore the file; a change of the schema is a new migration.`,
  );
}
