import pg from "pg";
import { connectionOptions } from "./connection-options.ts";

/**
 * Lends a connection that is opened for it to `work`, and closes it. For a thread, which has no pool.
 *
 * @throws what `work` throws
 */
export async function withConnection<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionOptions(databaseUrl, "ringfence run"));
  // A connection that is lost fails the query under way; unheard, it would take the thread down with it and say less.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
