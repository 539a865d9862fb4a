import type { NormalisedEvent } from "../model/event.ts";
import type { WriterDependencies } from "./batches.ts";
import { largestBatch } from "./packed-events.ts";
import { type WrittenEvents, writeEvents } from "./write-events.ts";

interface Submission {
  readonly events: readonly NormalisedEvent[];
  readonly resolve: (written: Omit<WrittenEvents, "isNew">) => void;
  readonly reject: (error: unknown) => void;
}

/** How long the first of a group waits for company. */
const gatherMilliseconds = 2;

/**
 * Writes what many clients send at the same time in one transaction. A commit costs some milliseconds on disk, whether it
 * holds one event or a thousand; each client is still answered for its own events, and only when they are on disk.
 */
export class GroupedWriter {
  readonly #dependencies: WriterDependencies;
  #waiting: Submission[] = [];
  #isBusy = false;

  constructor(dependencies: WriterDependencies) {
    this.#dependencies = dependencies;
  }

  /** @param events at most `largestBatch` */
  write(events: readonly NormalisedEvent[]): Promise<Omit<WrittenEvents, "isNew">> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ events, resolve, reject });
      if (this.#isBusy) return;
      this.#isBusy = true;
      setTimeout(() => void this.#writeGroups(), gatherMilliseconds);
    });
  }

  /** While one group is written the next one gathers. */
  async #writeGroups(): Promise<void> {
    while (this.#waiting.length > 0) await this.#writeGroup(this.#takeGroup());
    this.#isBusy = false;
  }

  #takeGroup(): Submission[] {
    let size = 0;
    const tooMany = this.#waiting.findIndex(({ events }) => {
      size += events.length;
      return size > largestBatch;
    });
    return this.#waiting.splice(0, tooMany < 0 ? this.#waiting.length : Math.max(tooMany, 1));
  }

  /** Never throws: each submission hears of its own fate. */
  async #writeGroup(group: readonly Submission[]): Promise<void> {
    const { database, clock, rollUp } = this.#dependencies;
    try {
      await rollUp?.room();
      const { isNew, accepted: added } = await writeEvents(
        database,
        group.flatMap(({ events }) => [...events]),
        clock.now(),
      );
      rollUp?.add(added);
      let start = 0;
      for (const { events, resolve } of group) {
        const accepted = isNew.slice(start, start + events.length).filter(Boolean).length;
        resolve({ accepted, duplicates: events.length - accepted });
        start += events.length;
      }
    } catch (error) {
      if (group.length > 1 && isAboutData(error)) for (const submission of group) await this.#writeGroup([submission]);
      else for (const { reject } of group) reject(error);
    }
  }
}

/** Whether Postgres refused a value: then the others of the group must not suffer for it. */
function isAboutData(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === "string" && /^2[23]/.test(code);
}
