/**
 * Work that outlives the request that asked for it, so that a service can end it before it lets go of the database.
 */
export class BackgroundWork {
  readonly #controller = new AbortController();
  readonly #pending = new Set<Promise<unknown>>();

  /** Aborted when the process wants to end. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Remembers work until it has ended, well or badly. */
  add(work: Promise<unknown>): void {
    this.#pending.add(work);
    const forget = () => this.#pending.delete(work);
    work.then(forget, forget);
  }

  /** Tells all work to end, and waits until it has. */
  async stop(): Promise<void> {
    this.#controller.abort();
    await Promise.allSettled(this.#pending);
  }
}
