import { compareWithLabels } from "../../../src/evaluation/compare-with-labels.ts";
import type { Label } from "../../../src/model/label.ts";
import type { WorldEvent } from "../../../src/simulate/world-event.ts";

/** How long a true ring went unnoticed. */
export interface WatchedRing {
  readonly name: string;
  readonly kind: string;
  readonly members: number;
  readonly requests: number;
  /** Caught when at least half of the members seen so far were flagged at the end of a day. */
  readonly caught: Catch;
  /** Caught when at least half of all members that it ever had were: stricter, as most of a growing ring is yet to come. */
  readonly caughtWhole: Catch;
}

export interface Catch {
  /** Days since the ring's first event; undefined when it never was. */
  readonly afterDays: number | undefined;
  /** Requests that the ring had made by then, the whole of that day included; all of them when it never was. */
  readonly requestsBefore: number;
}

interface Tracked {
  readonly kind: string;
  readonly members: number;
  readonly seen: Set<string>;
  firstDay: number | undefined;
  requests: number;
  caught: Catch | undefined;
  caughtWhole: Catch | undefined;
}

/** Follows the true rings of a world from day to day, and whoever is wrongly flagged on the way. */
export class RingWatch {
  readonly #honest: readonly Label[];
  readonly #ringOf: ReadonlyMap<string, string>;
  readonly #rings = new Map<string, Tracked>();
  readonly #everWronglyFlagged = new Set<string>();
  readonly #everFlaggedGroups = new Set<string>();

  constructor(labels: readonly Label[]) {
    const fakes = labels.filter(({ isFake }) => isFake);
    this.#honest = labels.filter(({ isFake }) => !isFake);
    this.#ringOf = new Map(fakes.map(({ accountId, group }) => [accountId, group]));
    for (const { group, groupKind } of fakes) {
      const members = (this.#rings.get(group)?.members ?? 0) + 1;
      const nothing = {
        seen: new Set<string>(),
        firstDay: undefined,
        requests: 0,
        caught: undefined,
        caughtWhole: undefined,
      };
      this.#rings.set(group, { kind: groupKind, members, ...nothing });
    }
  }

  /** What happens on a day. */
  see(events: readonly WorldEvent[]): void {
    for (const { account_id: accountId, type, requests = 1 } of events) {
      const ring = this.#rings.get(this.#ringOf.get(accountId) ?? "");
      if (!ring) continue;
      ring.seen.add(accountId);
      if (type === "usage") ring.requests += requests;
    }
  }

  /** Who is flagged at the end of a day, after what happened on it was seen. */
  judge(day: number, flagged: ReadonlySet<string>): void {
    const hits = new Map<string, number>();
    for (const accountId of flagged) {
      const ring = this.#ringOf.get(accountId);
      if (ring === undefined) this.#everWronglyFlagged.add(accountId);
      else hits.set(ring, (hits.get(ring) ?? 0) + 1);
    }
    for (const [name, ring] of this.#rings) {
      if (ring.seen.size === 0) continue;
      ring.firstDay ??= day;
      const caught = { afterDays: day - ring.firstDay, requestsBefore: ring.requests };
      const hit = hits.get(name) ?? 0;
      if (hit * 2 >= ring.seen.size) ring.caught ??= caught;
      if (hit * 2 >= ring.members) ring.caughtWhole ??= caught;
    }
    const { honestKinds } = compareWithLabels(flagged, this.#honest, { accusedMembers: 2, accusedShare: 0.25 });
    for (const { name } of honestKinds.flatMap(({ flaggedGroups }) => flaggedGroups)) this.#everFlaggedGroups.add(name);
  }

  report(): { rings: WatchedRing[]; everWronglyFlagged: number; everFlaggedGroups: number } {
    return {
      rings: [...this.#rings].map(([name, { kind, members, requests, caught, caughtWhole }]) => {
        const never = { afterDays: undefined, requestsBefore: requests };
        return { name, kind, members, requests, caught: caught ?? never, caughtWhole: caughtWhole ?? never };
      }),
      everWronglyFlagged: this.#everWronglyFlagged.size,
      everFlaggedGroups: this.#everFlaggedGroups.size,
    };
  }
}
