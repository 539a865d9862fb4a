import { setTimeout as sleep } from "node:timers/promises";
import type { Dependencies } from "../dependencies.ts";
import { resumeBrokenRun } from "../runs/resume-broken-run.ts";
import type { RunDependencies } from "../runs/start-run.ts";
import { JobQueue } from "./job-queue.ts";
import { maintenanceJob } from "./maintenance-job.ts";
import { rescoreJob } from "./rescore-job.ts";

export type ScheduleDependencies = RunDependencies &
  Required<Pick<Dependencies, "background">> &
  Pick<Dependencies, "config">;

/** How often it is looked whether a run has died. */
const watchMilliseconds = 10_000;

/**
 * Does by itself what is to be done on schedule, and starts runs again that were broken off. Goes on until the background work is stopped.
 *
 * @returns what waits until the jobs have ended; call it after the background work was stopped
 * @throws {DomainError} `unavailable` where the queue's tables cannot be made
 */
export async function startSchedule(dependencies: ScheduleDependencies): Promise<() => Promise<void>> {
  const { database, logger, background, config } = dependencies;
  const { timeZone } = config.schedule;
  const jobs = [rescoreJob(dependencies), maintenanceJob(dependencies)];
  const queue = await JobQueue.start(jobs, { database, logger, timeZone, signal: background.signal });
  background.add(watchRuns(dependencies));
  return () => queue.stop();
}

/** Never throws: what did not work is tried again the next time. */
async function watchRuns(dependencies: ScheduleDependencies): Promise<void> {
  const { logger, background } = dependencies;
  const { signal } = background;
  while (!signal.aborted) {
    try {
      const started = await resumeBrokenRun(dependencies);
      if (started) logger.warn({ run: started.run.id }, "a run was broken off: it has been started again");
    } catch (error) {
      if (!signal.aborted) logger.warn({ err: error }, "it could not be looked whether a run was broken off");
    }
    await sleep(watchMilliseconds, undefined, { signal, ref: false }).catch(() => {});
  }
}
