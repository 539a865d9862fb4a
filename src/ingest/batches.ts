import type { Dependencies } from "../dependencies.ts";
import type { NormalisedEvent } from "../model/event.ts";
import type { IngestObserver } from "./ingest-observer.ts";
import type { RollUp } from "./roll-up.ts";
import { PackedEvents } from "./packed-events.ts";
import { type WrittenEvents, writePacked } from "./write-events.ts";

/** Without a roll-up the events are stored, and counted by whoever rolls up next. */
export type WriterDependencies = Pick<Dependencies, "database" | "clock"> & {
  readonly rollUp?: RollUp;
  readonly observer?: IngestObserver | undefined;
};

/** Batches of one stream that are on their way to Postgres: while one is committed, the next is copied, and one is made. */
const mostUnderWay = 3;

/** The events of one stream on their way to Postgres, in batches; holds four of them at most. */
export class Batches {
  readonly #dependencies: WriterDependencies;
  readonly #onWritten: (written: Omit<WrittenEvents, "isNew">) => void;
  readonly #underWay = new Set<Promise<void>>();
  #events = new PackedEvents();
  #repeated = 0;
  #failure: { readonly error: unknown } | undefined;

  constructor(dependencies: WriterDependencies, onWritten: (written: Omit<WrittenEvents, "isNew">) => void) {
    this.#dependencies = dependencies;
    this.#onWritten = onWritten;
  }

  /** @returns whether a batch is full: then `flush` has to be awaited before the next event */
  add(event: NormalisedEvent): boolean {
    if (!this.#events.add(event)) this.#repeated += 1;
    return this.#events.isFull;
  }

  /** Sends what is there on its way, full or not. Waits while too many batches are under way. @throws what writing an earlier one threw */
  async flush(): Promise<void> {
    while (this.#underWay.size >= mostUnderWay) await Promise.race(this.#underWay);
    this.#throwFailure();
    if (this.#events.size === 0) return;
    const [events, repeated] = [this.#events, this.#repeated];
    this.#events = new PackedEvents();
    this.#repeated = 0;
    const { database, clock, rollUp } = this.#dependencies;
    await rollUp?.room();
    const write: Promise<void> = writePacked(database, events, clock.now())
      .then((known) => {
        const accepted = events.size - known.size;
        rollUp?.add(accepted);
        this.#onWritten({ accepted, duplicates: repeated + known.size });
      })
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#underWay.delete(write));
    this.#underWay.add(write);
  }

  /** Waits until everything is on disk. @throws what writing threw */
  async finish(): Promise<void> {
    try {
      await this.flush();
    } finally {
      await Promise.all(this.#underWay);
    }
    this.#throwFailure();
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.error;
  }
}
