import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { DomainError } from "../model/errors.ts";
import { connectionFailure } from "./connection-failure.ts";
import { connectionOptions } from "./connection-options.ts";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

const oldestVersion = 15;

export interface ConnectOptions {
  /** Connections in the pool; 10 unless told. */
  readonly maxConnections?: number;
  /** What `pg_stat_activity` calls us. */
  readonly applicationName?: string;
}

/**
 * Opens a pool on a Postgres of version 15 or later and makes sure that it answers.
 *
 * @throws {DomainError} `unavailable`, with a sentence that says what to do; it never holds the password
 */
export async function connect(
  databaseUrl: string,
  { maxConnections = 10, applicationName = "ringfence" }: ConnectOptions = {},
): Promise<Database> {
  const pool = new pg.Pool({
    ...connectionOptions(databaseUrl, applicationName),
    max: maxConnections,
  });
  surviveLostConnections(pool);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  const close = async () => {
    await db.destroy();
    // Kysely ends the pool only where it was used itself; else its connections would keep the process alive for ten seconds.
    if (!pool.ending) await pool.end();
  };
  const database: Database = { db, pool, url: databaseUrl, close };
  try {
    await checkVersion(pool, databaseUrl);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

/** Without a listener on both, idle connections and lent ones, a server that stops would take our process down with it. */
function surviveLostConnections(pool: pg.Pool): void {
  const nextQueryWillSaySo = () => {};
  pool.on("error", nextQueryWillSaySo);
  pool.on("connect", (client) => client.on("error", nextQueryWillSaySo));
}

async function checkVersion(pool: pg.Pool, databaseUrl: string): Promise<void> {
  const version = await pool
    .query<{ server_version: string }>("show server_version")
    .then(({ rows }) => rows[0]?.server_version ?? "")
    .catch((error: unknown) => {
      throw connectionFailure(error, databaseUrl);
    });
  if (Number.parseInt(version, 10) < oldestVersion) {
    throw new DomainError(
      "unavailable",
      "database-too-old",
      `The database runs PostgreSQL ${version}. Ringfence needs ${oldestVersion} or later: upgrade the server, or unset DATABASE_URL to use the embedded one.`,
    );
  }
}
