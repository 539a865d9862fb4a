import type { Kysely } from "kysely";
import type pg from "pg";
import type { Schema } from "./schema.ts";

/** A Kysely on the pool, or on the one connection of a transaction: queries take either. */
export type Db = Kysely<Schema>;

/** A way to Postgres. */
export interface Database {
  readonly db: Db;
  /** For what Kysely has no words for: COPY. See `in-transaction.ts`. */
  readonly pool: pg.Pool;
  /** For another thread that needs a connection of its own. Holds the password: not for logs. */
  readonly url: string;
  /** Lets go of every connection. */
  close(): Promise<void>;
}
