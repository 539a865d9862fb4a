import type pg from "pg";
import type { Database } from "../db/database.ts";

/** Any number that is ours alone. Held on a connection of its own, so that it is free as soon as its process is gone. */
const runLock = 7_464_423_003;

export interface RunLock {
  /** Aborted when the lock's connection breaks: from then on another process may run. */
  readonly lost: AbortSignal;
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
    await endSoonWithoutSign(client);
  } catch (error) {
    client.release(true);
    throw error;
  }
  const loss = new AbortController();
  const onEnd = () => loss.abort(new Error("The connection to the database was lost"));
  client.once("end", onEnd);
  return {
    lost: loss.signal,
    async release() {
      client.off("end", onEnd);
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

/**
 * A process that is killed closes its connection. A machine that loses its power or its network does not, and Postgres would hold the lock for two
 * hours: half a minute without a sign is enough.
 */
async function endSoonWithoutSign(client: pg.ClientBase): Promise<void> {
  const settings = "set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3";
  // Some systems do not have all of them.
  await client.query(settings).catch(() => {});
}
