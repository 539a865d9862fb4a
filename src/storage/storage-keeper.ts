import { setTimeout as sleep } from "node:timers/promises";
import type { Dependencies } from "../dependencies.ts";
import { keepStorage, type StorageReport } from "./keep-storage.ts";

type KeeperDependencies = Pick<Dependencies, "database" | "clock" | "logger" | "background" | "config">;

/** Partitions are made a week ahead, so a few that are missed do no harm. */
const hourMilliseconds = 3_600_000;

/** Keeps the storage of a running service: at its start, and every hour. */
export class StorageKeeper {
  readonly #dependencies: KeeperDependencies;
  readonly #intervalMilliseconds: number;

  constructor(dependencies: KeeperDependencies, intervalMilliseconds = hourMilliseconds) {
    this.#dependencies = dependencies;
    this.#intervalMilliseconds = intervalMilliseconds;
  }

  /** Goes on in the background until that is stopped. */
  start(): void {
    this.#dependencies.background?.add(this.#keepOn());
  }

  async #keepOn(): Promise<void> {
    const signal = this.#dependencies.background?.signal;
    while (signal?.aborted !== true) {
      await this.#keepOnce();
      await sleep(this.#intervalMilliseconds, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /** Never throws: what did not work is tried again at the next interval. */
  async #keepOnce(): Promise<void> {
    const { database, clock, logger, background, config } = this.#dependencies;
    try {
      const report = await keepStorage(database, {
        now: clock.now(),
        retention: config.retention,
        onceADay: true,
        signal: background?.signal,
      });
      if (report && hasDoneSomething(report)) logger.info({ storage: report }, "kept the storage");
    } catch (error) {
      logger.error({ err: error }, "the storage could not be kept yet");
    }
  }
}

function hasDoneSomething({ partitionsMade, partitionsDropped, forgotten }: StorageReport): boolean {
  return partitionsMade.length + partitionsDropped.length > 0 || Object.values(forgotten).some((rows) => rows > 0);
}
