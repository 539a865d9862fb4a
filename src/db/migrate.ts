import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Database } from "./database.ts";
import { type Migration, readMigrations } from "./migration-files.ts";
import { appliedMigrations, createHistory, pendingMigrations } from "./migration-history.ts";
import { DomainError } from "../model/errors.ts";

/** Any number that is ours alone: processes that migrate one database at once take turns on it. */
const migrationLock = 7_464_423_001;

/**
 * While a change of a table waits for those who use it, everybody who comes after waits behind it. So it waits no longer than that, lets the others
 * go on for a moment, and tries again.
 */
const lockMilliseconds = 400;
const pauseMilliseconds = 1000;
/** Five minutes: whoever reads for longer than that has to be asked to stop. */
const mostAttempts = 215;

/**
 * Brings the database to the schema of this program: applies each migration that is missing, in order, in a transaction of its own.
 *
 * Several processes may call it at once; each migration is applied once. Others may work on the database meanwhile: it keeps them waiting for
 * locks of its own for less than half a second at a time.
 *
 * @returns the names of the migrations that this call applied
 * @throws {DomainError} `conflict` when an applied migration has changed since, or the database knows one that the program does not;
 * `unavailable` when others use a table for so long that it cannot be changed
 */
export async function migrate(database: Pick<Database, "pool">): Promise<string[]> {
  return applyMigrations(database, await readMigrations());
}

/** As `migrate`, with these migrations. */
export async function applyMigrations(
  database: Pick<Database, "pool">,
  migrations: readonly Migration[],
): Promise<string[]> {
  const client = await database.pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await createHistory(client);
    const pending = pendingMigrations(migrations, await appliedMigrations(client));
    for (const migration of pending) await applyPatiently(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    // Closed, not given back: the lock and a transaction that failed end with it.
    client.release(true);
  }
}

/** Of this program: they do not change while it runs. */
let knownMigrations: Promise<Migration[]> | undefined;

/** Whether the database has every migration of this program. Fails where it cannot be asked. */
export async function isSchemaCurrent({ pool }: Pick<Database, "pool">): Promise<boolean> {
  knownMigrations ??= readMigrations();
  const applied = new Set((await appliedMigrations(pool)).map(({ name }) => name));
  return (await knownMigrations).every(({ name }) => applied.has(name));
}

/**
 * Makes sure that the database has the schema of this program, and changes nothing.
 *
 * @throws {DomainError} `unavailable` when migrations are missing; `conflict` as `migrate` does
 */
export async function requireCurrentSchema(database: Pick<Database, "pool">): Promise<void> {
  const migrations = await readMigrations();
  const client = await database.pool.connect();
  try {
    const pending = pendingMigrations(migrations, await appliedMigrations(client));
    if (pending.length === 0) return;
    throw new DomainError(
      "unavailable",
      "database-not-migrated",
      `The database lacks ${pending.length} of ${migrations.length} migrations; run: ringfence migrate`,
    );
  } finally {
    client.release();
  }
}

async function applyPatiently(client: pg.PoolClient, migration: Migration): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await apply(client, migration);
      return;
    } catch (error) {
      if (!isBlocked(error)) throw error;
      await client.query("rollback");
      if (attempt === mostAttempts) throw migrationBlocked(migration);
      await sleep(pauseMilliseconds);
    }
  }
}

/** Whether others would not let go of a table in time, or waited for us while we waited for them. */
function isBlocked(error: unknown): boolean {
  const { code } = ((error as { cause?: unknown }).cause ?? {}) as { code?: unknown };
  return code === "55P03" || code === "40P01";
}

function migrationBlocked({ name }: Migration): DomainError {
  return new DomainError(
    "unavailable",
    "migration-blocked",
    `Migration ${name} has waited for five minutes for others who use the tables: stop what reads for so long (see pg_stat_activity), and start again.`,
  );
}

async function apply(client: pg.PoolClient, { name, sha256, sql }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(`set local lock_timeout = ${lockMilliseconds}`);
    await client.query(sql);
    await client.query("insert into schema_migrations (name, sha256) values ($1, $2)", [name, sha256]);
    await client.query("commit");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Migration ${name} failed: ${reason}`, { cause: error });
  }
}
