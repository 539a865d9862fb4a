import type { Accounts } from "../../src/detection/accounts.ts";
import { type CommunityFacts, describeCommunity } from "../../src/detection/community-facts.ts";
import { defaultPolicy } from "../../src/detection/default-policy.ts";
import { indexPrecedents } from "../../src/detection/index-precedents.ts";
import { describePopulation, type Population } from "../../src/detection/population.ts";
import type { Precedents } from "../../src/detection/precedents.ts";
import { setAside } from "../../src/detection/set-aside.ts";
import type { Signal } from "../../src/detection/signal.ts";
import { indexIdentifiers } from "../../src/graph/identifier-index.ts";
import { linkAccounts } from "../../src/graph/link-accounts.ts";
import type { Sightings } from "../../src/graph/sightings.ts";
import type { IdentifierKind } from "../../src/model/identifier.ts";
import type { SignalFinding } from "../../src/model/signal.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
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
  /** Whether it was in a ring when an analyst said so of that. */
  readonly decided?: "confirmed" | "dismissed";
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

/** What analysts have said of identifiers. */
export type Verdicts = readonly (readonly [kind: IdentifierKind, value: string, verdict: VerdictKind])[];

/** Everybody as columns, in the order given. */
export function aPopulation(everybody: readonly Somebody[]): { sightings: Sightings; accounts: Accounts } {
  const { sightings, accounts } = aJudgedPopulation(everybody);
  return { sightings, accounts };
}

/** The same with what analysts have said. What confirmed accounts used is inheritable; networks around addresses are not known. */
export function aJudgedPopulation(
  everybody: readonly Somebody[],
  verdicts: Verdicts = [],
): { sightings: Sightings; accounts: Accounts; precedents: Precedents } {
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
  return {
    sightings: sightingsOf(everybody.length, sightings),
    accounts,
    precedents: precedentsOf(everybody, sightings, verdicts),
  };
}

/** What was decided on everybody, and what the confirmed ones used; identifiers are numbered as in `sightingsOf`. */
function precedentsOf(
  everybody: readonly Somebody[],
  sightings: readonly SightingInWords[],
  verdicts: Verdicts,
): Precedents {
  const names = [...new Set(sightings.map(({ kind, value }) => `${kind} ${value}`))];
  const decidedAs = (outcome: Somebody["decided"]) =>
    Int32Array.from(everybody.keys()).filter((account) => everybody[account].decided === outcome);
  const users = new Map<number, number>();
  for (const { account, kind, value } of sightings) {
    if (everybody[account].decided !== "confirmed") continue;
    const identifier = names.indexOf(`${kind} ${value}`);
    users.set(identifier, (users.get(identifier) ?? 0) + 1);
  }
  return {
    judged: verdicts.map(([kind, value, verdict]) => {
      return { identifier: names.indexOf(`${kind} ${value}`), verdict, network: -1 };
    }),
    confirmed: decidedAs("confirmed"),
    dismissed: decidedAs("dismissed"),
    inheritable: { identifier: Int32Array.from(users.keys()), users: Int32Array.from(users.values()) },
  };
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
  verdicts: Verdicts = [],
): { facts: CommunityFacts; population: Population } {
  const { sightings: all, accounts, precedents } = aJudgedPopulation([...members, ...others], verdicts);
  const sightings = setAside(all, precedents);
  const windowSeconds = defaultPolicy.windowDays * day;
  const index = indexIdentifiers(sightings);
  const links = linkAccounts(index, accounts.signedUpAt, windowSeconds, defaultPolicy.evidence);
  const isInside = (link: number) => links.accountA[link] < members.length && links.accountB[link] < members.length;
  const community = {
    members: Int32Array.from(members.keys()),
    links: Int32Array.from(links.accountA.keys()).filter(isInside),
  };
  const known = indexPrecedents(all, precedents);
  const policy = defaultPolicy;
  const population = describePopulation(sightings, index, accounts, links, [community], windowSeconds, policy, known);
  return { facts: describeCommunity(population, community), population };
}

/** What a signal says of these members among others, by the default policy. */
export function weigh(
  signal: Signal,
  members: readonly Somebody[],
  others: readonly Somebody[] = someStrangers,
  verdicts: Verdicts = [],
): SignalFinding | undefined {
  const { facts, population } = aCommunity(members, others, verdicts);
  return signal.weigh(facts, defaultPolicy.signals, population);
}
