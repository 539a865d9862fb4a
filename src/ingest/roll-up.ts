import { setTimeout as sleep } from "node:timers/promises";
import type { Dependencies } from "../dependencies.ts";
import { mostEventsRolledUp, rollUpOldest } from "./roll-up-events.ts";

/** Stored events that may wait to be counted. More of them make the senders wait: half a minute's work on two cores. */
const mostWaiting = 1_000_000;
/** While events keep coming, a roll-up waits until it has enough to do, or so long: fewer and larger ones cost less. */
const longestWaitMilliseconds = 5000;
/** No more events for so long: what is there is counted. */
const quietMilliseconds = 100;

/** Counts in the background what is stored, so that senders are answered as soon as their events are on disk. */
export class RollUp {
  readonly #dependencies: Pick<Dependencies, "database" | "logger" | "background">;
  #waiting = 0;
  #wakeUps = 0;
  #work: Promise<void> | undefined;

  constructor(dependencies: Pick<Dependencies, "database" | "logger" | "background">) {
    this.#dependencies = dependencies;
  }

  /** Says that so many more events are stored; 0 where some may have been left by a process that died. */
  add(events: number): void {
    this.#waiting += events;
    this.#wakeUps += 1;
    this.#start();
  }

  /** Waits while too many events are waiting to be counted. */
  async room(): Promise<void> {
    while (this.#waiting > mostWaiting) await this.#start();
  }

  #start(): Promise<void> {
    if (this.#work) return this.#work;
    const work = this.#countAll().finally(() => {
      this.#work = undefined;
    });
    this.#work = work;
    this.#dependencies.background?.add(work);
    return work;
  }

  /** Never throws: what could not be counted stays pending for the next try. */
  async #countAll(): Promise<void> {
    const { database, logger, background } = this.#dependencies;
    try {
      await this.#gather();
      while (background?.signal.aborted !== true) {
        const events = await rollUpOldest(database);
        this.#waiting = events === 0 ? 0 : Math.max(0, this.#waiting - events);
        if (events === 0) return;
        if (this.#waiting > 0) await this.#gather();
      }
    } catch (error) {
      // Nobody is kept waiting for what does not work; the next events try again.
      this.#waiting = 0;
      logger.error({ err: error }, "stored events could not be rolled up yet");
    }
  }

  async #gather(): Promise<void> {
    let seen = -1;
    for (let waited = 0; waited < longestWaitMilliseconds; waited += quietMilliseconds) {
      if (this.#waiting >= mostEventsRolledUp || seen === this.#wakeUps) return;
      seen = this.#wakeUps;
      await sleep(quietMilliseconds, undefined, { signal: this.#dependencies.background?.signal }).catch(() => {});
    }
  }
}
