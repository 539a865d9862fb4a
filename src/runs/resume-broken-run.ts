import type { Db } from "../db/database.ts";
import type { Run } from "../model/run.ts";
import { parsePolicy } from "../policies/parse-policy.ts";
import { giveUpRun } from "./give-up-run.ts";
import { takeRunLock } from "./run-lock.ts";
import {
  connectionLost,
  failLeftovers,
  givenUp,
  listRuns,
  processEnded,
  runNumber,
  serviceStopped,
} from "./run-queries.ts";
import { beginRun, type RunDependencies, type StartedRun, type StartRun } from "./start-run.ts";

/** A run that took its process down so often in a row is given up until the next one is asked for: it would do so again. */
const mostDeaths = 3;

/**
 * Starts the newest run again where it was broken off: its process has died, was stopped, or lost the database. It looks at what it was to look at.
 *
 * Several processes may ask at once; one of them starts it. One that has taken its process down too often is given up, and told of.
 *
 * @returns undefined where there is nothing to start again
 */
export async function resumeBrokenRun(dependencies: RunDependencies): Promise<StartedRun | undefined> {
  const { database, clock, logger } = dependencies;
  const [newest] = await listRuns(database.db, { limit: 1 });
  if (!newest || !(newest.status === "running" || isBrokenOff(newest))) return undefined;
  const lock = await takeRunLock(database);
  if (!lock) return undefined;
  try {
    await failLeftovers(database.db, clock.now());
    const recent = await listRuns(database.db, { limit: mostDeaths });
    const broken = recent[0];
    if (!broken || !isBrokenOff(broken)) {
      await lock.release();
      return undefined;
    }
    if (recent.length === mostDeaths && recent.every(hasTakenProcessDown)) {
      await giveUpRun(database, broken.id, clock.now());
      logger.error({ run: broken.id }, "a run has taken its process down time after time: it is given up");
      await lock.release();
      return undefined;
    }
    return await beginRun(dependencies, lock, await requestOf(database.db, broken));
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function isBrokenOff({ failure }: Run): boolean {
  return failure === processEnded || failure === serviceStopped || failure === connectionLost;
}

function hasTakenProcessDown({ failure }: Run): boolean {
  return failure === processEnded || failure === givenUp;
}

async function requestOf(db: Db, { id, asOf, windowDays, isShadow }: Run): Promise<StartRun> {
  if (!isShadow) return { asOf, windowDays };
  const { shadow_policy } = await db
    .selectFrom("runs")
    .select("shadow_policy")
    .where("id", "=", runNumber(id) ?? 0)
    .executeTakeFirstOrThrow();
  return { asOf, windowDays, shadowPolicy: parsePolicy(shadow_policy) };
}
