import type pg from "pg";
import { IdentifierKeys } from "./identifier-keys.ts";

/**
 * Lets so many in at once; the others wait, first come, first served.
 */
class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(free: number) {
    this.#free = free;
  }

  /** Waits for a turn. @returns what ends it; calling that again does nothing */
  async take(): Promise<() => void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    };
  }
}

/** Accounts are spread over so many lanes; batches of different lanes have no account in common. One per core of a small machine. */
export const laneCount = 2;

export interface SharedByWriters {
  /** For a transaction: two for each lane keep Postgres busy, more would take the connections that other requests need. */
  readonly transactions: Turns;
  /** For the accounts of a lane, and all rows that are theirs. Two at once would wait in Postgres, each holding a connection. */
  readonly lanes: readonly Turns[];
  /** For adding identifiers: two at once would wait for each other's commit, or add one twice. */
  readonly newIdentifiers: Turns;
  readonly identifierKeys: IdentifierKeys;
}

const sharedOnPools = new WeakMap<pg.Pool, SharedByWriters>();

/** What all writers of one process on one pool share. */
export function sharedByWriters(pool: pg.Pool): SharedByWriters {
  const known = sharedOnPools.get(pool);
  if (known) return known;
  const shared = {
    transactions: new Turns(2 * laneCount),
    lanes: Array.from({ length: laneCount }, () => new Turns(1)),
    newIdentifiers: new Turns(1),
    identifierKeys: new IdentifierKeys(),
  };
  sharedOnPools.set(pool, shared);
  return shared;
}
