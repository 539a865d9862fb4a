import { Kysely, PostgresDialect, type Transaction } from "kysely";
import type pg from "pg";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** One transaction in two forms, both on the same connection. */
export interface OpenTransaction {
  /** For queries. Refuses to begin a transaction inside this one. */
  readonly tx: Transaction<Schema>;
  /** For COPY, which Kysely has no words for. */
  readonly client: pg.PoolClient;
}

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws.
 *
 * @throws what `work` throws; an error when the transaction cannot be committed
 */
export function inTransaction<T>(
  database: Pick<Database, "pool">,
  work: (transaction: OpenTransaction) => Promise<T>,
): Promise<T> {
  return onConnection(database, (connection) => connection.inTransaction(work));
}

/** A connection of one's own for several transactions, with its temporary tables and locks. */
export interface OpenConnection {
  readonly client: pg.PoolClient;
  /** As the function of that name, on this connection. */
  inTransaction<T>(work: (transaction: OpenTransaction) => Promise<T>): Promise<T>;
}

/**
 * Lends a connection to `work`.
 *
 * @throws what `work` throws
 */
export async function onConnection<T>(
  database: Pick<Database, "pool">,
  work: (connection: OpenConnection) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect();
  let unusable: Error | undefined;
  const connection: OpenConnection = {
    client,
    async inTransaction(steps) {
      try {
        const tx = await kyselyOn(client).startTransaction().execute();
        const result = await steps({ tx, client });
        const { command } = await client.query("commit");
        // After a failed statement Postgres answers "commit" with a rollback and no error: who swallowed the failure must not believe that it is stored.
        if (command !== "COMMIT") throw new Error("A statement of the transaction failed, so nothing was committed");
        return result;
      } catch (error) {
        await client.query("rollback").catch((failure: Error) => {
          unusable = failure;
        });
        throw error;
      }
    },
  };
  try {
    return await work(connection);
  } finally {
    // A connection that could not roll back may still be inside the transaction: it is closed, not given to the next.
    client.release(unusable);
  }
}

/** A Kysely on this very connection. Its end is ours to decide, so releasing and destroying do nothing. */
function kyselyOn(client: pg.PoolClient): Kysely<Schema> {
  const lent = { query: client.query.bind(client), release() {} } as Pick<pg.PoolClient, "query" | "release">;
  const pool = { connect: async () => lent, end: async () => {} };
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) });
}
