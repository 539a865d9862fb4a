import type { Database, Db } from "./database.ts";
import { inTransaction } from "./in-transaction.ts";

/**
 * Reads as of one moment, with however many statements: what a run publishes or an erasure deletes meanwhile is not seen. Without it half of
 * an answer may be of before and half of afterwards, and its numbers do not add up.
 */
export function readAtOneMoment<T>(database: Pick<Database, "pool">, read: (db: Db) => Promise<T>): Promise<T> {
  return inTransaction(database, async ({ tx, client }) => {
    await client.query("set transaction isolation level repeatable read, read only");
    return read(tx);
  });
}
