import { setTimeout as sleep } from "node:timers/promises";
import type { Dependencies } from "../dependencies.ts";
import { DomainError } from "../model/errors.ts";
import { lanes } from "./lanes.ts";
import { mostEventsRolledUp, rollUpOldest } from "./roll-up-events.ts";

/** Stored events that may wait to be counted: half a minute's work on two cores. More of them make the senders wait. */
const mostWaiting = 1_500_000;
/** While events keep coming, a roll-up waits until it has enough to do, or so long: fewer and larger ones cost less. */
const longestWaitMilliseconds = 10_000;
/** What could not be counted, because the database was away, is tried again after so long. */
const retryMilliseconds = 5000;
/** No more events for so long: what is there is counted. */
const quietMilliseconds = 100;

/** Counts in the background what is stored, so that senders are answered as soon as their events are on disk. */
export class RollUp {
  readonly #dependencies: Pick<Dependencies, "database" | "logger" | "background">;
  #waiting = 0;
  #wakeUps = 0;
  #isFinishing = false;
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

  /** Waits while too many events are waiting to be counted. @throws {DomainError} `unavailable` when the service stops meanwhile */
  async room(): Promise<void> {
    while (this.#waiting > mostWaiting) {
      if (this.#dependencies.background?.signal.aborted === true) {
        throw new DomainError("unavailable", "service-stopping", "The service is stopping: send again in a moment");
      }
      await this.#start();
    }
  }

  /** Counts all that was added, without waiting for more. */
  async finish(): Promise<void> {
    this.#isFinishing = true;
    while (this.#waiting > 0) await this.#start();
    await this.#work;
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
    const { logger, background } = this.#dependencies;
    try {
      for (;;) {
        const isQuiet = await this.#gather();
        if (background?.signal.aborted === true) return;
        const wakeUps = this.#wakeUps;
        const events = await this.#countOldest(isQuiet);
        this.#waiting = Math.max(0, this.#waiting - events);
        if (events > 0 || wakeUps !== this.#wakeUps) continue;
        this.#waiting = 0;
        return;
      }
    } catch (error) {
      // Nobody is kept waiting for what does not work.
      this.#waiting = 0;
      if (background?.signal.aborted !== true) setTimeout(() => this.add(0), retryMilliseconds).unref();
      logger.error({ err: error }, "stored events could not be rolled up yet");
    }
  }

  /** Both lanes at once only where the senders leave a core free. */
  async #countOldest(isQuiet: boolean): Promise<number> {
    const { database } = this.#dependencies;
    if (!isQuiet) return (await rollUpOldest(database, lanes[0])) + (await rollUpOldest(database, lanes[1]));
    const counts = await Promise.all(lanes.map((lane) => rollUpOldest(database, lane)));
    return counts.reduce((sum, events) => sum + events, 0);
  }

  /** Waits until there is enough to do. @returns whether that is because no more events come */
  async #gather(): Promise<boolean> {
    let seen = -1;
    for (let waited = 0; waited < longestWaitMilliseconds; waited += quietMilliseconds) {
      if (this.#isFinishing || seen === this.#wakeUps) return true;
      if (this.#waiting >= lanes.length * mostEventsRolledUp) return false;
      seen = this.#wakeUps;
      await sleep(quietMilliseconds, undefined, { signal: this.#dependencies.background?.signal }).catch(() => {});
    }
    return false;
  }
}
