import type { Dependencies } from "../dependencies.ts";
import type { NormalisedEvent } from "../model/event.ts";
import type { IngestObserver } from "./ingest-observer.ts";
import type { RollUp } from "./roll-up.ts";
import { type WrittenEvents, writeEvents } from "./write-events.ts";

/** Without a roll-up the events are stored, and counted by whoever rolls up next. */
export type WriterDependencies = Pick<Dependencies, "database" | "clock"> & {
  readonly rollUp?: RollUp;
  readonly observer?: IngestObserver | undefined;
};

/** Events in a batch: enough that the cost of a transaction no longer shows, few enough that a batch takes a fraction of a second. */
const batchSize = 20_000;
/** Batches of one stream that are on their way to Postgres: while one is committed, the next is copied, and one is made. */
const mostUnderWay = 3;

/** The events of one stream on their way to Postgres, in batches; holds four of them at most. */
export class Batches {
  readonly #dependencies: WriterDependencies;
  readonly #onWritten: (written: WrittenEvents) => void;
  readonly #underWay = new Set<Promise<void>>();
  #events: NormalisedEvent[] = [];
  #failure: { readonly error: unknown } | undefined;

  constructor(dependencies: WriterDependencies, onWritten: (written: WrittenEvents) => void) {
    this.#dependencies = dependencies;
    this.#onWritten = onWritten;
  }

  /** @throws what writing an earlier batch threw. Waits while too many are under way. */
  async add(event: NormalisedEvent): Promise<void> {
    this.#events.push(event);
    if (this.#events.length >= batchSize) await this.flush();
  }

  /** Sends what is there on its way, full or not. */
  async flush(): Promise<void> {
    while (this.#underWay.size >= mostUnderWay) await Promise.race(this.#underWay);
    this.#throwFailure();
    if (this.#events.length === 0) return;
    const events = this.#events;
    this.#events = [];
    const { database, clock, rollUp } = this.#dependencies;
    await rollUp?.room();
    const write: Promise<void> = writeEvents(database, events, clock.now())
      .then((written) => {
        rollUp?.add(written.accepted);
        this.#onWritten(written);
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
