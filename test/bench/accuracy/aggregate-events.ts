import type { NormalisedEvent } from "../../../src/model/event.ts";
import { type IdentifierKind, identifierKinds } from "../../../src/model/identifier.ts";
import { PairPlaces } from "./pair-places.ts";

const dayMilliseconds = 86_400_000;
const hourMilliseconds = 3_600_000;
/** Most events in a batch. */
export const largestBatch = 20_000;
/** More than any batch has capabilities. */
const capabilityStride = 2 ** 15;

/** What a batch says of one account. Times are milliseconds since 1970. */
export interface AccountUpdate {
  readonly id: string;
  first: number;
  last: number;
  signedUpAt: number | null;
  organizationId: string | null;
  organizationAt: number | null;
  hasGeneratedMailName: boolean;
}

export interface BatchIdentifier {
  readonly code: number;
  readonly value: string;
}

/** Account and identifier are places in the batch's own lists. */
export interface SightingUpdate {
  readonly account: number;
  readonly identifier: number;
  /** Of the identifier's kind. */
  readonly code: number;
  first: number;
  last: number;
  requests: number;
  events: number;
}

/** Capability is a place in the batch's list; -1 where the provider named none. */
export interface AccountDayUpdate {
  readonly account: number;
  /** Days since 1970, UTC. */
  readonly day: number;
  readonly capability: number;
  events: number;
  requests: number;
  inputTokens: number;
  outputTokens: number;
  hours: number;
}

/** A batch of events, rolled up: one entry where many events say the same. */
export interface BatchUpdate {
  readonly accounts: readonly AccountUpdate[];
  readonly identifiers: readonly BatchIdentifier[];
  readonly capabilities: readonly string[];
  readonly sightings: readonly SightingUpdate[];
  readonly days: readonly AccountDayUpdate[];
}

/** Rolls a batch up, so that Postgres touches each row once. The order of the events does not change the sums. */
export function aggregateEvents(events: readonly NormalisedEvent[]): BatchUpdate {
  const accounts = new Numbered<AccountUpdate>();
  const identifiers: BatchIdentifier[] = [];
  const placesOfKinds = new Map<IdentifierKind, Map<string, number>>();
  const capabilities = new Numbered<string>();
  const sightings: SightingUpdate[] = [];
  const sightingPlaces = new PairPlaces(events.reduce((sum, event) => sum + event.identifiers.length, 0));
  const days: AccountDayUpdate[] = [];
  const dayPlaces = new PairPlaces(events.length);
  const dayAndCapability = new Map<number, number>();
  for (const event of events) {
    const time = event.occurredAt.getTime();
    const account = accounts.place(event.accountId, () => newAccount(event.accountId, time));
    updateAccount(accounts.items[account] as AccountUpdate, event, time);
    for (const { kind, value } of event.identifiers) {
      const { code } = identifierKinds[kind];
      const places = placesOf(placesOfKinds, kind);
      let identifier = places.get(value);
      if (identifier === undefined) {
        identifier = identifiers.push({ code, value }) - 1;
        places.set(value, identifier);
      }
      const place = sightingPlaces.place(account, identifier);
      if (place < sightings.length) widenSighting(sightings[place] as SightingUpdate, event.requests, time);
      else sightings.push({ account, identifier, code, first: time, last: time, requests: event.requests, events: 1 });
    }
    const capability =
      event.capability === null ? -1 : capabilities.place(event.capability, () => event.capability as string);
    const day = Math.floor(time / dayMilliseconds);
    const slot = numberOf(dayAndCapability, day * capabilityStride + capability + 1);
    const place = dayPlaces.place(account, slot);
    if (place === days.length) days.push(newDay(account, day, capability));
    addToDay(days[place] as AccountDayUpdate, event, time);
  }
  return {
    accounts: accounts.items,
    identifiers,
    capabilities: capabilities.items,
    sightings,
    days,
  };
}

/** Things in the order in which they first came, found again by name. */
class Numbered<T> {
  readonly items: T[] = [];
  readonly #places = new Map<string, number>();

  place(name: string, make: () => T): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.items.length);
    return this.items.push(make()) - 1;
  }
}

/** A map for each kind: gluing kind and value together for one map would cost more than the rest of the aggregation. */
function placesOf(places: Map<IdentifierKind, Map<string, number>>, kind: IdentifierKind): Map<string, number> {
  const known = places.get(kind);
  if (known) return known;
  const made = new Map<string, number>();
  places.set(kind, made);
  return made;
}

function newAccount(id: string, time: number): AccountUpdate {
  return {
    id,
    first: time,
    last: time,
    signedUpAt: null,
    organizationId: null,
    organizationAt: null,
    hasGeneratedMailName: false,
  };
}

function updateAccount(
  account: AccountUpdate,
  { type, organizationId, hasGeneratedMailName }: NormalisedEvent,
  time: number,
): void {
  account.first = Math.min(account.first, time);
  account.last = Math.max(account.last, time);
  if (type === "signup") account.signedUpAt = Math.min(account.signedUpAt ?? time, time);
  if (hasGeneratedMailName) account.hasGeneratedMailName = true;
  if (organizationId !== null && isLater(time, organizationId, account)) {
    account.organizationId = organizationId;
    account.organizationAt = time;
  }
}

/** Of two sign-ups at the same moment the greater id decides, so that the order of arrival does not. */
function isLater(time: number, id: string, { organizationAt, organizationId }: AccountUpdate): boolean {
  if (organizationAt === null || time !== organizationAt) return organizationAt === null || time > organizationAt;
  return Buffer.compare(Buffer.from(id), Buffer.from(organizationId ?? "")) > 0;
}

function widenSighting(known: SightingUpdate, requests: number, time: number): void {
  known.first = Math.min(known.first, time);
  known.last = Math.max(known.last, time);
  known.requests += requests;
  known.events += 1;
}

function numberOf(numbers: Map<number, number>, name: number): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size);
  return numbers.size - 1;
}

function newDay(account: number, day: number, capability: number): AccountDayUpdate {
  return { account, day, capability, events: 0, requests: 0, inputTokens: 0, outputTokens: 0, hours: 0 };
}

function addToDay(known: AccountDayUpdate, event: NormalisedEvent, time: number): void {
  known.events += 1;
  known.requests += event.requests;
  known.inputTokens += event.inputTokens;
  known.outputTokens += event.outputTokens;
  known.hours |= 1 << Math.floor((time % dayMilliseconds) / hourMilliseconds);
}
