import type { Dependencies } from "../dependencies.ts";
import { keepStorage, type StorageReport } from "../storage/keep-storage.ts";
import type { Job } from "./job.ts";

/** Makes partitions ahead and forgets what is older than the retention says. */
export function maintenanceJob({
  config,
  database,
  clock,
  logger,
}: Pick<Dependencies, "config" | "database" | "clock" | "logger">): Job {
  return {
    name: "maintenance",
    cron: config.schedule.maintenance,
    // Partitions are made a week ahead; a service that is started once a day for an hour must make them as well.
    isDoneAtStart: true,
    async work(signal) {
      const { retention } = config;
      const report = await keepStorage(database, { now: clock.now(), retention, onceADay: true, signal });
      if (report && hasDoneSomething(report)) logger.info({ storage: report }, "kept the storage");
    },
  };
}

function hasDoneSomething({ partitionsMade, partitionsDropped, forgotten }: StorageReport): boolean {
  return partitionsMade.length + partitionsDropped.length > 0 || Object.values(forgotten).some((rows) => rows > 0);
}
