import type { Db } from "../db/database.ts";
import { onConnection } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Policy } from "../detection/policy.ts";
import { DomainError } from "../model/errors.ts";
import type { Run } from "../model/run.ts";
import { requireActivePolicy } from "../policies/built-in-policy.ts";
import { programVersion } from "../program-version.ts";
import type { Detect } from "./detect.ts";
import { executeRun } from "./execute-run.ts";
import { failRun } from "./fail-run.ts";
import type { Load } from "./load.ts";
import { loadWindow } from "./load-window.ts";
import { type RunLock, takeRunLock } from "./run-lock.ts";
import { RunThread } from "./run-thread.ts";
import {
  connectionLost,
  failLeftovers,
  findRun,
  insertRun,
  listRuns,
  newestEventTime,
  newestPublished,
  serviceStopped,
} from "./run-queries.ts";

export type RunDependencies = Pick<Dependencies, "database" | "clock" | "logger" | "background"> & {
  /** In a thread of its own unless told otherwise. */
  readonly detect?: Detect;
};

export interface StartRun {
  /** The newest event's time unless given. */
  readonly asOf?: Date | undefined;
  /** The policy's unless given; whole, 1 or more. */
  readonly windowDays?: number | undefined;
  /** Makes it a shadow run: nothing is published, and what this policy would change is kept with the run. */
  readonly shadowPolicy?: Policy | undefined;
}

export interface StartedRun {
  /** As it began. */
  readonly run: Run;
  /** As it ended: published or failed. Rejects only when not even that can be read from the database. */
  readonly finished: Promise<Run>;
}

/**
 * Starts a run, which goes on in the background. It judges by the active policy; a shadow run by its own, and looks at what the newest
 * published run looked at, so that only the policy makes a difference.
 *
 * One at a time, over all processes on the database. A run whose process has died does not stand in the way: it is marked failed.
 *
 * @throws {DomainError} `run-in-progress` (conflict); `invalid-policy` where the active policy lacks what this program needs
 */
export async function startRun(dependencies: RunDependencies, request: StartRun = {}): Promise<StartedRun> {
  const { database, clock } = dependencies;
  const lock = await takeRunLock(database);
  if (!lock) throw await runInProgress(dependencies);
  try {
    await failLeftovers(database.db, clock.now());
    return await beginRun(dependencies, lock, request);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** As `startRun`, for who holds the lock already. The run releases it at its end; where this throws, it is still held. */
export async function beginRun(
  dependencies: RunDependencies,
  lock: RunLock,
  { asOf, windowDays, shadowPolicy }: StartRun,
): Promise<StartedRun> {
  const { database, clock, background } = dependencies;
  const policy = shadowPolicy ?? (await requireActivePolicy({ database, clock }));
  const run = await insertRun(database.db, {
    asOf: asOf ?? (await defaultAsOf(database.db, shadowPolicy !== undefined)) ?? clock.now(),
    windowDays: windowDays ?? policy.windowDays,
    policyVersion: policy.version,
    codeVersion: programVersion(),
    startedAt: clock.now(),
    shadowPolicy,
  });
  const finished = finishRun(dependencies, lock, run, policy);
  finished.catch(() => {}); // who started the run may not wait for it
  background?.add(finished);
  return { run, finished };
}

async function defaultAsOf(db: Db, isShadow: boolean): Promise<Date | undefined> {
  const published = isShadow ? await newestPublished(db) : undefined;
  return published?.asOf ?? newestEventTime(db);
}

async function finishRun(dependencies: RunDependencies, lock: RunLock, run: Run, policy: Policy): Promise<Run> {
  const { database, clock, logger, background } = dependencies;
  const { db } = database;
  const { load, detect, end } = startWork(dependencies);
  const signal = AbortSignal.any([lock.lost, ...(background ? [background.signal] : [])]);
  try {
    const published = await executeRun({ database, clock, load, detect, policy, signal }, run);
    logger.info({ run: run.id, counts: published.counts, timings: published.timings }, "run published");
    return published;
  } catch (error) {
    const isStopped = background?.signal.aborted === true;
    if (!isStopped) logger.error({ run: run.id, err: error }, "run failed");
    const failure = isStopped ? serviceStopped : lock.lost.aborted ? connectionLost : reasonOf(error);
    await failRun(database, run.id, failure, clock.now());
    return (await findRun(db, run.id)) ?? run;
  } finally {
    end();
    await lock.release();
  }
}

/** What reads the window and detects: a thread. Who detects in some other way has the window loaded where he is. */
function startWork({ database, detect }: Pick<RunDependencies, "database" | "detect">): {
  readonly load: Load;
  readonly detect: Detect;
  end(): void;
} {
  if (detect) {
    const load: Load = (request, { onProgress }) =>
      onConnection(database, ({ client }) => loadWindow(client, request, onProgress));
    return { load, detect, end: () => {} };
  }
  const thread = new RunThread();
  const load: Load = (request, options) => thread.load(database.url, request, options);
  return { load, detect: thread.detect, end: () => thread.end() };
}

async function runInProgress({ database }: Pick<Dependencies, "database">): Promise<DomainError> {
  const [newest] = await listRuns(database.db, { limit: 1 });
  const which = newest?.status === "running" ? `Run ${newest.id}` : "A run";
  return new DomainError("conflict", "run-in-progress", `${which} is under way; only one runs at a time`);
}

/** Never empty: the database insists on a reason. */
function reasonOf(error: unknown): string {
  return error instanceof Error && error.message !== "" ? error.message : "an error without a message";
}
