import type { Accounts } from "../../src/detection/accounts.ts";
import { type CommunityFacts, describeCommunity } from "../../src/detection/community-facts.ts";
import { defaultPolicy } from "../../src/detection/default-policy.ts";
import { describePopulation, type Population } from "../../src/detection/population.ts";
import type { Signal } from "../../src/detection/signal.ts";
import { indexIdentifiers } from "../../src/graph/identifier-index.ts";
import { linkAccounts } from "../../src/graph/link-accounts.ts";
import type { Sightings } from "../../src/graph/sightings.ts";
import type { IdentifierKind } from "../../src/model/identifier.ts";
import type { SignalFinding } from "../../src/model/signal.ts";
import { type SightingInWords, sightingsOf } from "./a-world.ts";
import { someAccounts } from "./some-accounts.ts";

export const minute = 60;
export const hour = 3600;
export const day = 86_400;

/** An account in words. What is left out is not known of it. */
export interface Somebody {
  /** Seconds from the start of the window. */
  readonly signedUpAt?: number;
  /** Seconds from the start of the window; the end of the last active day unless given. */
  readonly lastEventAt?: number;
  /** Hours of the day (UTC) in which it is active, on each of its active days. */
  readonly hours?: readonly number[];
  /** Days in a row from its sign-up on. */
  readonly activeDays?: number;
  readonly requestsPerDay?: number;
  readonly hasGeneratedMailName?: boolean;
  /** What it asks for. */
  readonly capability?: string;
  readonly organization?: number;
  /** What it is seen with, by kind: from its sign-up on, unless a time is given. */
  readonly uses?: Partial<Readonly<Record<IdentifierKind, readonly Use[]>>>;
}

export type Use = string | { readonly value: string; readonly first: number; readonly last: number };

/** So many accounts alike but for their number. */
export function each(count: number, somebody: (number: number) => Somebody): Somebody[] {
  return Array.from({ length: count }, (_, number) => somebody(number));
}

/** The hours from one to another, round midnight too; the second is no longer among them. */
export function hoursFrom(first: number, end: number): number[] {
  return Array.from({ length: (end - first + 24) % 24 || 24 }, (_, offset) => (first + offset) % 24);
}

export const aroundTheClock = hoursFrom(0, 24);

/** Everybody as columns, in the order given. */
export function aPopulation(everybody: readonly Somebody[]): { sightings: Sightings; accounts: Accounts } {
  const capabilities = [...new Set(everybody.flatMap(({ capability }) => capability ?? []))].sort();
  const accounts = { ...someAccounts(everybody.length), capabilities, ...dayByDay(everybody) };
  const sightings: SightingInWords[] = [];
  for (const [account, { signedUpAt, hours = [], activeDays = 0, ...somebody }] of everybody.entries()) {
    if (signedUpAt !== undefined) accounts.signedUpAt[account] = signedUpAt;
    accounts.activeDays[account] = activeDays;
    for (const activeHour of hours) accounts.activeHours[account * 24 + activeHour] = activeDays;
    accounts.requests[account] = (somebody.requestsPerDay ?? 0) * activeDays;
    accounts.usageEvents[account] = hours.length * activeDays;
    accounts.mainCapability[account] = capabilities.indexOf(somebody.capability ?? "");
    accounts.hasGeneratedMailName[account] = somebody.hasGeneratedMailName ? 1 : 0;
    accounts.organization[account] = somebody.organization ?? -1;
    const first = signedUpAt ?? 0;
    accounts.lastEventAt[account] = somebody.lastEventAt ?? first + activeDays * day;
    for (const [kind, values] of Object.entries(somebody.uses ?? {}) as [IdentifierKind, readonly Use[]][]) {
      for (const use of values) {
        const span = typeof use === "string" ? { value: use, first, last: accounts.lastEventAt[account] } : use;
        sightings.push({ account, kind, ...span });
      }
    }
  }
  return { sightings: sightingsOf(everybody.length, sightings), accounts };
}

/** Everybody's active days, one after the other. */
function dayByDay(everybody: readonly Somebody[]): Pick<Accounts, "dayStart" | "day" | "dayRequests"> {
  const dayStart = new Int32Array(everybody.length + 1);
  const days = everybody.flatMap(({ signedUpAt = 0, activeDays = 0, requestsPerDay = 0 }, account) => {
    dayStart[account + 1] = dayStart[account] + activeDays;
    const first = Math.floor(signedUpAt / day);
    return each(activeDays, () => ({})).map((_, number) => ({ day: first + number, requests: requestsPerDay }));
  });
  return {
    dayStart,
    day: Int32Array.from(days, (active) => active.day),
    dayRequests: Float64Array.from(days, ({ requests }) => requests),
  };
}

/** Somebody of no interest: a home, a card and a device of their own, busy by day. */
function aStranger(number: number): Somebody {
  return {
    signedUpAt: (number % 80) * day,
    hours: hoursFrom(8, 22),
    activeDays: 10,
    requestsPerDay: 10 + (number % 100),
    uses: {
      ip: [`home of stranger ${number}`],
      payment_instrument: [`card of stranger ${number}`],
      device_id: [`device of stranger ${number}`],
      email_domain: ["big.example"],
    },
  };
}

export const someStrangers = each(1000, aStranger);

/** A community of these members among others: its facts as the program counts them, and the population they are counted in. */
export function aCommunity(
  members: readonly Somebody[],
  others: readonly Somebody[] = someStrangers,
): { facts: CommunityFacts; population: Population } {
  const { sightings, accounts } = aPopulation([...members, ...others]);
  const windowSeconds = defaultPolicy.windowDays * day;
  const index = indexIdentifiers(sightings);
  const links = linkAccounts(index, accounts.signedUpAt, windowSeconds, defaultPolicy.evidence);
  const isInside = (link: number) => links.accountA[link] < members.length && links.accountB[link] < members.length;
  const community = {
    members: Int32Array.from(members.keys()),
    links: Int32Array.from(links.accountA.keys()).filter(isInside),
  };
  const population = describePopulation(sightings, index, accounts, links, [community], windowSeconds, defaultPolicy);
  return { facts: describeCommunity(population, community), population };
}

/** What a signal says of these members among others, by the default policy. */
export function weigh(
  signal: Signal,
  members: readonly Somebody[],
  others: readonly Somebody[] = someStrangers,
): SignalFinding | undefined {
  const { facts, population } = aCommunity(members, others);
  return signal.weigh(facts, defaultPolicy.signals, population);
}
