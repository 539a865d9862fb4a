import type { NormalisedEvent } from "../model/event.ts";
import { type IdentifierKind, identifierKinds } from "../model/identifier.ts";

const dayMilliseconds = 86_400_000;
const hourMilliseconds = 3_600_000;
/** Most events in a batch: fewer than 2^15, so that an account, a capability and a day fit into one safe integer together. */
export const largestBatch = 20_000;
const accountStride = 2 ** 26;
const capabilityStride = 2 ** 15;
const dayStride = 2 ** 22;

/** What a batch says of one account. Times are milliseconds since 1970. */
export interface AccountUpdate {
  readonly id: string;
  first: number;
  last: number;
  signedUpAt: number | null;
  organizationId: string | null;
  organizationAt: number | null;
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
  const sightings = new Map<number, SightingUpdate>();
  const days = new Map<number, AccountDayUpdate>();
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
      addSighting(sightings, account, identifier, code, event.requests, time);
    }
    const capability =
      event.capability === null ? -1 : capabilities.place(event.capability, () => event.capability as string);
    addDay(days, account, capability, event, time);
  }
  return {
    accounts: accounts.items,
    identifiers,
    capabilities: capabilities.items,
    sightings: [...sightings.values()],
    days: [...days.values()],
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
  return { id, first: time, last: time, signedUpAt: null, organizationId: null, organizationAt: null };
}

function updateAccount(account: AccountUpdate, { type, organizationId }: NormalisedEvent, time: number): void {
  account.first = Math.min(account.first, time);
  account.last = Math.max(account.last, time);
  if (type === "signup") account.signedUpAt = Math.min(account.signedUpAt ?? time, time);
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

function addSighting(
  sightings: Map<number, SightingUpdate>,
  account: number,
  identifier: number,
  code: number,
  requests: number,
  time: number,
): void {
  const place = account * accountStride + identifier;
  const known = sightings.get(place);
  if (!known) {
    sightings.set(place, { account, identifier, code, first: time, last: time, requests, events: 1 });
    return;
  }
  known.first = Math.min(known.first, time);
  known.last = Math.max(known.last, time);
  known.requests += requests;
  known.events += 1;
}

function addDay(
  days: Map<number, AccountDayUpdate>,
  account: number,
  capability: number,
  event: NormalisedEvent,
  time: number,
): void {
  const day = Math.floor(time / dayMilliseconds);
  const hour = 1 << Math.floor((time % dayMilliseconds) / hourMilliseconds);
  const place = (account * capabilityStride + capability + 1) * dayStride + day;
  let known = days.get(place);
  if (!known) {
    known = { account, day, capability, events: 0, requests: 0, inputTokens: 0, outputTokens: 0, hours: 0 };
    days.set(place, known);
  }
  known.events += 1;
  known.requests += event.requests;
  known.inputTokens += event.inputTokens;
  known.outputTokens += event.outputTokens;
  known.hours |= hour;
}
