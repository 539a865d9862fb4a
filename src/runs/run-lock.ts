import type { Database } from "../db/database.ts";

/** Any number that is ours alone. Held on a connection of its own, so that it is free as soon as its process is gone. */
const runLock = 7_464_423_003;

export interface RunLock {
  release(): Promise<void>;
}

/** Takes the right to run; undefined while another run, of this process or another, has it. */
export async function takeRunLock({ pool }: Pick<Database, "pool">): Promise<RunLock | undefined> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [runLock]);
    if (rows[0]?.taken !== true) {
      client.release();
      return undefined;
    }
  } catch (error) {
    client.release(true);
    throw error;
  }
  return {
    async release() {
      try {
        await client.query("select pg_advisory_unlock($1)", [runLock]);
        client.release();
      } catch {
        // The lock ends with its connection, even where that does not answer any more.
        client.release(true);
      }
    },
  };
}
