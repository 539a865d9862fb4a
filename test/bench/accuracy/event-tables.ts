import type { Accounts } from "../../../src/detection/accounts.ts";
import type { Sightings } from "../../../src/graph/sightings.ts";
import type { NormalisedEvent } from "../../../src/model/event.ts";
import type { ActivityRows } from "../../../src/runs/add-up-activity.ts";
import { KeyIndex } from "../../../src/runs/key-index.ts";
import { numberAccounts } from "../../../src/runs/number-accounts.ts";
import { numberSightings } from "./number-sightings.ts";
import type { TimeWindow } from "../../../src/runs/time-window.ts";
import {
  type AccountDayUpdate,
  type AccountUpdate,
  aggregateEvents,
  type BatchIdentifier,
} from "./aggregate-events.ts";
import { GrowingPairs } from "./growing-pairs.ts";
import { SightingTable } from "./sighting-table.ts";

const dayMilliseconds = 86_400_000;
/** Days since 1970 and capabilities share one number: more than a benchmark has capabilities. */
const capabilityStride = 1024;

/** What a run looks at, and who the accounts are. */
export interface Window {
  readonly accountIds: readonly string[];
  readonly accounts: Accounts;
  readonly sightings: Sightings;
}

/**
 * The tables that events are rolled up into, without a database: the same rows from the same batches, so that a benchmark
 * judges what the service would. A test compares the two.
 */
export class EventTables {
  readonly #accounts: AccountUpdate[] = [];
  readonly #accountKeys = new Map<string, number>();
  /** By kind: keys by value. */
  readonly #identifierKeys = new Map<number, Map<string, number>>();
  #identifierCount = 0;
  readonly #capabilityKeys = new Map<string, number>();
  readonly #sightings = new SightingTable();
  readonly #days: AccountDayUpdate[] = [];
  readonly #dayPlaces = new GrowingPairs();

  /** Takes in a batch; batches may come in any order. Each event once: nobody looks for duplicates here. */
  add(events: readonly NormalisedEvent[]): void {
    const batch = aggregateEvents(events);
    const accounts = batch.accounts.map((account) => this.#addAccount(account));
    const identifiers = batch.identifiers.map((identifier) => this.#keyOf(identifier));
    const capabilities = batch.capabilities.map((name) => keyOf(this.#capabilityKeys, name));
    for (const sighting of batch.sightings) {
      const account = accounts[sighting.account] as number;
      this.#sightings.add(account, identifiers[sighting.identifier] as number, sighting);
    }
    for (const day of batch.days) {
      const capability = day.capability < 0 ? 0 : 1 + (capabilities[day.capability] as number);
      this.#addDay({ ...day, account: accounts[day.account] as number, capability });
    }
  }

  /** What a run with this window would read. */
  read(window: TimeWindow): Window {
    const from = window.from.getTime();
    const to = window.to.getTime();
    const accounts = [...this.#accounts.entries()]
      .filter(([, { first, last }]) => last > from && first <= to)
      .sort(([, left], [, right]) => (left.id < right.id ? -1 : 1));
    const rows = {
      accountKey: Float64Array.from(accounts, ([key]) => key),
      signedUpAt: Float64Array.from(accounts, ([, { signedUpAt }]) => (signedUpAt ?? Number.NaN) / 1000),
      firstEventAt: Float64Array.from(accounts, ([, { first }]) => first / 1000),
      lastEventAt: Float64Array.from(accounts, ([, { last }]) => last / 1000),
      hasGeneratedMailName: accounts.map(([, { hasGeneratedMailName }]) => (hasGeneratedMailName ? 1 : 0)),
      organization: accounts.map(([, { organizationId }]) => organizationId ?? ""),
    };
    const { sightings } = numberSightings(
      this.#sightings.rowsBetween(from, to),
      new KeyIndex(rows.accountKey),
      this.#identifiersInOrder(),
      window,
    );
    const accountIds = accounts.map(([, { id }]) => id);
    return { accountIds, accounts: numberAccounts(rows, this.#daysIn(window), window), sightings };
  }

  #addAccount(update: AccountUpdate): number {
    const key = keyOf(this.#accountKeys, update.id);
    const known = this.#accounts[key];
    if (!known) {
      this.#accounts.push({ ...update });
      return key;
    }
    known.first = Math.min(known.first, update.first);
    known.last = Math.max(known.last, update.last);
    if (update.signedUpAt !== null) known.signedUpAt = Math.min(known.signedUpAt ?? Infinity, update.signedUpAt);
    if (update.hasGeneratedMailName) known.hasGeneratedMailName = true;
    if (update.organizationAt !== null && update.organizationAt >= (known.organizationAt ?? -Infinity)) {
      known.organizationId = update.organizationId;
      known.organizationAt = update.organizationAt;
    }
    return key;
  }

  #keyOf({ code, value }: BatchIdentifier): number {
    let keys = this.#identifierKeys.get(code);
    if (!keys) {
      keys = new Map();
      this.#identifierKeys.set(code, keys);
    }
    const known = keys.get(value);
    if (known !== undefined) return known;
    keys.set(value, this.#identifierCount);
    this.#identifierCount += 1;
    return this.#identifierCount - 1;
  }

  #addDay(update: AccountDayUpdate): void {
    const place = this.#dayPlaces.place(update.account, update.day * capabilityStride + update.capability);
    const known = this.#days[place];
    if (!known) {
      this.#days.push(update);
      return;
    }
    known.events += update.events;
    known.requests += update.requests;
    known.inputTokens += update.inputTokens;
    known.outputTokens += update.outputTokens;
    known.hours |= update.hours;
  }

  #daysIn({ from, to }: TimeWindow): ActivityRows {
    const firstDay = Math.floor(from.getTime() / dayMilliseconds);
    const lastDay = Math.floor(to.getTime() / dayMilliseconds);
    const days = this.#days
      .filter(({ day, requests }) => day >= firstDay && day <= lastDay && requests > 0)
      .sort((left, right) => left.account - right.account || left.day - right.day);
    const capabilities = [...this.#capabilityKeys.keys()].sort();
    const placeOf = new Map(capabilities.map((name, place) => [1 + keyOf(this.#capabilityKeys, name), place]));
    return {
      accountKey: Float64Array.from(days, ({ account }) => account),
      capability: Int32Array.from(days, ({ capability }) => placeOf.get(capability) ?? -1),
      capabilities,
      day: Int32Array.from(days, ({ day }) => day),
      events: Int32Array.from(days, ({ events }) => events),
      requests: Float64Array.from(days, ({ requests }) => requests),
      inputTokens: Float64Array.from(days, ({ inputTokens }) => inputTokens),
      outputTokens: Float64Array.from(days, ({ outputTokens }) => outputTokens),
      hours: Int32Array.from(days, ({ hours }) => hours),
    };
  }

  /** By kind and value: an order that depends on what they are and not on when they came, as the service's does. */
  #identifiersInOrder(): Float64Array {
    const kinds = [...this.#identifierKeys].sort(([left], [right]) => left - right);
    return Float64Array.from(
      kinds.flatMap(([, keys]) => [...keys.keys()].sort().map((value) => keys.get(value) as number)),
    );
  }
}

function keyOf(keys: Map<string, number>, name: string): number {
  const known = keys.get(name);
  if (known !== undefined) return known;
  keys.set(name, keys.size);
  return keys.size - 1;
}
