import type pg from "pg";

/**
 * Batches that one process writes at the same time, whoever they come from. A third keeps Postgres busy while two are being
 * prepared; more only wait for each other's accounts, and take the connections that other requests need.
 */
const mostWriters = 3;

const turns = new WeakMap<pg.Pool, Turns>();

/** Does the work when it is its turn: at most three at once on one pool, first come, first served. */
export async function inTurn<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const queue = turns.get(pool) ?? new Turns();
  turns.set(pool, queue);
  await queue.wait();
  try {
    return await work();
  } finally {
    queue.done();
  }
}

class Turns {
  #working = 0;
  readonly #waiting: (() => void)[] = [];

  async wait(): Promise<void> {
    if (this.#working < mostWriters) this.#working += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Passes the turn on, or gives it back. */
  done(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#working -= 1;
  }
}
