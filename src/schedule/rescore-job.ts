import type { Dependencies } from "../dependencies.ts";
import { DomainError } from "../model/errors.ts";
import { isAnythingNew } from "../runs/is-anything-new.ts";
import { type RunDependencies, startRun } from "../runs/start-run.ts";
import type { Job } from "./job.ts";

/** Re-scores on schedule: a run, unless it could find nothing else than the newest one did. */
export function rescoreJob(dependencies: RunDependencies & Pick<Dependencies, "config">): Job {
  const { config, database, clock, logger } = dependencies;
  return {
    name: "rescore",
    cron: config.schedule.rescore,
    async work() {
      if (!(await isAnythingNew({ database, clock }))) {
        logger.info("no run: nothing has changed since the newest one");
        return;
      }
      try {
        const { finished } = await startRun(dependencies);
        await finished;
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== "run-in-progress") throw error;
        logger.info("no run by schedule: one is under way");
      }
    },
  };
}
