import { type Selectable, sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { RunRow } from "../db/schema.ts";
import type { Policy } from "../detection/policy.ts";
import type { Run, RunCounts, RunId, RunStage } from "../model/run.ts";
import type { RunManifest } from "../model/run-manifest.ts";

export type NewRun = Pick<Run, "asOf" | "windowDays" | "policyVersion" | "codeVersion" | "startedAt"> & {
  /** Of a shadow run: what it tries out. */
  readonly shadowPolicy?: Policy | undefined;
};

/** How far a run has come. */
export type RunState = Pick<Run, "stage" | "progress" | "counts" | "timings">;

/** Why a run failed that nothing was wrong with: it is to be started again. */
export const processEnded = "the process ended";
export const serviceStopped = "the service was stopped";
export const connectionLost = "the connection to the database was lost";
/** Why one failed that is not started again, because it would do the same once more. */
export const givenUp = "the process ended, as in the runs before this one: it is not started again";

export async function insertRun(db: Db, run: NewRun): Promise<Run> {
  const row = await db
    .insertInto("runs")
    .values({
      as_of: run.asOf,
      window_days: run.windowDays,
      policy_version: run.policyVersion,
      code_version: run.codeVersion,
      started_at: run.startedAt,
      is_shadow: run.shadowPolicy !== undefined,
      shadow_policy: run.shadowPolicy && JSON.stringify(run.shadowPolicy),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRun(row);
}

export async function findRun(db: Db, id: string): Promise<Run | undefined> {
  const number = runNumber(id);
  if (number === undefined) return undefined;
  const row = await db.selectFrom("runs").selectAll().where("id", "=", number).executeTakeFirst();
  return row && toRun(row);
}

/** Runs, newest first; those before the run numbered `before` only. */
export async function listRuns(
  db: Db,
  { limit, before }: { readonly limit: number; readonly before?: number | undefined },
): Promise<Run[]> {
  let query = db.selectFrom("runs").selectAll().orderBy("id", "desc").limit(limit);
  if (before !== undefined) query = query.where("id", "<", before);
  return (await query.execute()).map(toRun);
}

export async function saveRunState(db: Db, id: RunId, state: RunState): Promise<void> {
  await db
    .updateTable("runs")
    .set(toColumns(state))
    .where("id", "=", runNumber(id) ?? 0)
    .execute();
}

/**
 * Ends a run well.
 *
 * @throws {Error} when it is not running any more: then another process took it for dead, and what it found must not be published
 */
export async function markPublished(
  db: Db,
  id: RunId,
  state: RunState,
  manifest: RunManifest,
  finishedAt: Date,
): Promise<Run> {
  const row = await db
    .updateTable("runs")
    .set({ ...toColumns(state), manifest: JSON.stringify(manifest), status: "published", finished_at: finishedAt })
    .where("id", "=", runNumber(id) ?? 0)
    .where("status", "=", "running")
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new Error(`Run ${id} is not running any more`);
  return toRun(row);
}

/** @returns the run; undefined where it had ended already */
export async function markFailed(db: Db, id: RunId, failure: string, finishedAt: Date): Promise<Run | undefined> {
  const row = await db
    .updateTable("runs")
    .set({ status: "failed", failure, finished_at: finishedAt })
    .where("id", "=", runNumber(id) ?? 0)
    .where("status", "=", "running")
    .returningAll()
    .executeTakeFirst();
  return row && toRun(row);
}

/** @returns the run, whose process has ended; undefined where it was given up already */
export async function markGivenUp(db: Db, id: RunId): Promise<Run | undefined> {
  const row = await db
    .updateTable("runs")
    .set({ failure: givenUp })
    .where("id", "=", runNumber(id) ?? 0)
    .where("failure", "=", processEnded)
    .returningAll()
    .executeTakeFirst();
  return row && toRun(row);
}

/** Ends the runs whose process is gone. Only for who holds the lock. */
export async function failLeftovers(db: Db, finishedAt: Date): Promise<void> {
  await db
    .updateTable("runs")
    .set({ status: "failed", failure: processEnded, finished_at: finishedAt })
    .where("status", "=", "running")
    .execute();
}

/** What the newest run looked at that was published; undefined before the first. */
export async function newestPublished(db: Db): Promise<Pick<Run, "asOf"> | undefined> {
  const row = await db
    .selectFrom("runs")
    .select("as_of")
    .where("status", "=", "published")
    .where("is_shadow", "=", false)
    .orderBy("id", "desc")
    .executeTakeFirst();
  return row && { asOf: row.as_of };
}

/** The newest run that published rings; undefined before the first. */
export async function findNewestPublished(db: Db): Promise<Run | undefined> {
  const row = await db
    .selectFrom("runs")
    .selectAll()
    .where("status", "=", "published")
    .where("is_shadow", "=", false)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && toRun(row);
}

/**
 * The time of the newest event; undefined before the first.
 *
 * Pending batches are looked up one by one, as an array: joined with a table whose size the planner cannot know, all raw events would be read.
 */
export async function newestEventTime(db: Db): Promise<Date | undefined> {
  const { rows } = await sql<{ newest: Date | null }>`
    select greatest(
      (select max(last_event_at) from accounts),
      (select max(occurred_at) from events where batch = any (array(select batch from pending_batches)))
    ) as newest`.execute(db);
  return rows[0]?.newest ?? undefined;
}

/** The number in a run's id; undefined where the text is no such id. */
export function runNumber(id: string): number | undefined {
  const match = /^run_([1-9]\d{0,14})$/.exec(id);
  return match ? Number(match[1]) : undefined;
}

function toColumns({ stage, progress, counts, timings }: RunState) {
  return { stage, progress, counts: JSON.stringify(counts), timings: JSON.stringify(timings) };
}

function toRun(row: Selectable<RunRow>): Run {
  return {
    id: `run_${row.id}` as RunId,
    status: row.status,
    stage: row.stage,
    progress: row.progress,
    asOf: row.as_of,
    windowDays: row.window_days,
    policyVersion: row.policy_version,
    codeVersion: row.code_version,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    failure: row.failure,
    counts: row.counts as RunCounts,
    timings: row.timings as Partial<Record<RunStage, number>>,
    isShadow: row.is_shadow,
    manifest: row.manifest && toManifest(row.manifest),
  };
}

/** JSON has no times, only texts. */
function toManifest(manifest: RunManifest): RunManifest {
  const { newestEventAt, newestReceivedAt } = manifest.read;
  const read = {
    ...manifest.read,
    newestEventAt: newestEventAt && new Date(newestEventAt),
    newestReceivedAt: newestReceivedAt && new Date(newestReceivedAt),
  };
  return { ...manifest, asOf: new Date(manifest.asOf), read };
}
