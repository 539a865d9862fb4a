import type { Db } from "../db/database.ts";
import { type CountedSubject, countRequests } from "./request-counts.ts";

/** The part of the quota of a window that this process may still give out without asking. */
interface Share {
  /** Start of the window, in milliseconds. */
  readonly window: number;
  left: number;
  /** What was left to all processes when it was taken. */
  beyond: number;
  isSpent: boolean;
  renewal?: Promise<void> | undefined;
}

/**
 * So many requests in a window, shared by all processes on the database.
 *
 * A process takes a hundredth of the quota at a time and gives it out by itself, so that hardly any request waits for the database. A
 * subject may so be refused a hundredth early for each other process; never late.
 */
export class RequestQuota {
  readonly #db: Db;
  readonly #most: number;
  readonly #shareSize: number;
  readonly #shares = new Map<CountedSubject, Share>();

  /** @param most requests in a window; whole, 1 or more */
  constructor(db: Db, most: number) {
    this.#db = db;
    this.#most = most;
    this.#shareSize = Math.max(1, Math.floor(most / 100));
  }

  /** @returns how many are left after this one; undefined where this one was too many */
  async take(subject: CountedSubject, window: Date): Promise<number | undefined> {
    for (;;) {
      const share = this.#shareOf(subject, window);
      if (share.left > 0) {
        share.left -= 1;
        return share.left + share.beyond;
      }
      if (share.isSpent) return undefined;
      share.renewal ??= this.#renew(subject, share).finally(() => {
        share.renewal = undefined;
      });
      await share.renewal;
    }
  }

  #shareOf(subject: CountedSubject, window: Date): Share {
    const known = this.#shares.get(subject);
    if (known && known.window >= window.getTime()) return known;
    const share: Share = { window: window.getTime(), left: 0, beyond: 0, isSpent: false };
    this.#shares.set(subject, share);
    return share;
  }

  async #renew(subject: CountedSubject, share: Share): Promise<void> {
    const count = await countRequests(this.#db, subject, new Date(share.window), this.#shareSize);
    share.left = Math.max(0, Math.min(this.#shareSize, this.#most - count + this.#shareSize));
    share.beyond = Math.max(0, this.#most - count);
    share.isSpent = share.left === 0;
  }
}
