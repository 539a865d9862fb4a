import type pg from "pg";
import type { Database } from "../../../src/db/database.ts";
import type { RunStage } from "../../../src/model/run.ts";
import { until } from "../../support/until.ts";

export interface HeldRun {
  /** Waits until a run stands there. */
  isReached(): Promise<void>;
  letGo(): Promise<void>;
}

/** Any number that nobody else takes. */
const gate = 90_001;

/**
 * Holds runs where they say that they have come to a stage: the database keeps that word waiting, and no run publishes before it is through.
 * "publishing" holds one in the midst of the transaction that publishes, "published" at its end.
 */
export async function holdRunAt(
  { pool }: Pick<Database, "pool">,
  stage: RunStage | "publishing" | "published",
): Promise<HeldRun> {
  const holder = await pool.connect();
  await holder.query("begin");
  if (stage === "publishing") await holder.query("lock table ring_days in share mode");
  else {
    const isThere =
      stage === "published" ? "new.status = 'published'" : `new.status = 'running' and new.stage = '${stage}'`;
    await pool.query(`
      create or replace function hold_run() returns trigger language plpgsql as $$
      begin
        if ${isThere} then perform pg_advisory_xact_lock_shared(${gate}); end if;
        return new;
      end $$;
      drop trigger if exists hold_run on runs;
      create trigger hold_run before update on runs for each row execute function hold_run()`);
    await holder.query("select pg_advisory_xact_lock($1)", [gate]);
  }
  return {
    isReached: () => until(() => isSomebodyWaiting(pool, stage)),
    async letGo() {
      await holder.query("rollback");
      holder.release();
      await pool.query("drop trigger if exists hold_run on runs").catch(() => {});
    },
  };
}

async function isSomebodyWaiting(pool: pg.Pool, stage: string): Promise<boolean> {
  const { rows } = await pool.query(
    stage === "publishing"
      ? "select from pg_locks where not granted and relation = 'ring_days'::regclass"
      : `select from pg_locks where not granted and locktype = 'advisory' and objid = ${gate}`,
  );
  return rows.length > 0;
}
