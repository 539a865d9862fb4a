import { timeOf } from "./name-event.ts";
import type { World } from "./create-world.ts";
import type { DatedEvent } from "./world-event.ts";

/** What is true of a ring, counted from its events. The file's names are those of the API. */
export interface RingTruth {
  readonly group: string;
  readonly group_kind: string;
  readonly accounts: number;
  /** Requests of all accounts together. */
  readonly exchanges: number;
  /** First and last event of any account, sign-ups among them; null where none was seen. */
  readonly first_event_at: string | null;
  readonly last_event_at: string | null;
  /** Share of the exchanges, in [0, 1], by capability, the largest first. */
  readonly capabilities: Readonly<Record<string, number>>;
}

/** The truth of a world: what a report on it must say. */
export interface WorldTruth {
  readonly events: number;
  readonly accounts: number;
  readonly honest_accounts: number;
  /** Every ring, the largest first. */
  readonly rings: readonly RingTruth[];
  /** All of them together. */
  readonly fakes: Omit<RingTruth, "group" | "group_kind">;
}

/** Counts what rings do while a world is written: it need not be read twice. */
export class RingTally {
  readonly #world: Pick<World, "labels" | "options">;
  readonly #groupOf: ReadonlyMap<string, GroupTally>;
  readonly #groups = new Map<string, GroupTally>();
  #events = 0;

  constructor(world: Pick<World, "labels" | "options">) {
    this.#world = world;
    const groupOf = new Map<string, GroupTally>();
    for (const { accountId, isFake, group, groupKind } of world.labels) {
      if (!isFake) continue;
      const tally = this.#groups.get(group) ?? new GroupTally(groupKind);
      this.#groups.set(group, tally);
      tally.accounts += 1;
      groupOf.set(accountId, tally);
    }
    this.#groupOf = groupOf;
  }

  note(event: DatedEvent): void {
    this.#events += 1;
    this.#groupOf.get(event.event.account_id)?.note(event);
  }

  /** What was counted so far. */
  read(): WorldTruth {
    const rings = [...this.#groups]
      .map(([group, tally]) => ({ group, group_kind: tally.kind, ...tally.read(this.#world) }))
      .sort((left, right) => right.accounts - left.accounts || (left.group < right.group ? -1 : 1));
    const fakes = new GroupTally("");
    for (const tally of this.#groups.values()) fakes.include(tally);
    return {
      events: this.#events,
      accounts: this.#world.labels.length,
      honest_accounts: this.#world.labels.length - fakes.accounts,
      rings,
      fakes: fakes.read(this.#world),
    };
  }
}

class GroupTally {
  readonly kind: string;
  accounts = 0;
  readonly #exchanges = new Map<string, number>();
  /** Seconds after the start of the world. */
  #first = Infinity;
  #last = -Infinity;

  constructor(kind: string) {
    this.kind = kind;
  }

  note({ at, event: { capability = "", requests = 0 } }: DatedEvent): void {
    this.#first = Math.min(this.#first, at);
    this.#last = Math.max(this.#last, at);
    if (requests > 0) this.#exchanges.set(capability, (this.#exchanges.get(capability) ?? 0) + requests);
  }

  include(other: GroupTally): void {
    this.accounts += other.accounts;
    for (const [capability, count] of other.#exchanges)
      this.#exchanges.set(capability, (this.#exchanges.get(capability) ?? 0) + count);
    this.#first = Math.min(this.#first, other.#first);
    this.#last = Math.max(this.#last, other.#last);
  }

  read({ options }: Pick<World, "options">): Omit<RingTruth, "group" | "group_kind"> {
    const exchanges = [...this.#exchanges.values()].reduce((sum, count) => sum + count, 0);
    const byCapability = [...this.#exchanges].sort((left, right) => right[1] - left[1]);
    return {
      accounts: this.accounts,
      exchanges,
      first_event_at: Number.isFinite(this.#first) ? timeOf(options, this.#first) : null,
      last_event_at: Number.isFinite(this.#last) ? timeOf(options, this.#last) : null,
      capabilities: Object.fromEntries(byCapability.map(([name, count]) => [name, count / exchanges])),
    };
  }
}
