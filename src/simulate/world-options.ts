import { type Evasion, usualEvasion } from "./evasion.ts";
import type { Campaign } from "./rings/campaign.ts";

/** Kinds of rings in every world, from naive to one evasion each; the name behind `ring:` in the labels file. */
export const ordinaryRingKinds = [
  "naive",
  "card_pool",
  "cover_traffic",
  "subnet",
  "trial_abuse",
  "staggered",
  "human_hours",
  "slow_growth",
  "vpn_cover",
] as const;

/** Kinds that give up most of what ties a ring. They come on top of the ordinary ones, where they are asked for. */
export const carefulRingKinds = [
  "private_addresses",
  "paraphrased",
  "crowded_proxies",
  "succession",
  "disguised",
] as const;

export const ringKinds = [...ordinaryRingKinds, ...carefulRingKinds] as const;
export type RingKind = (typeof ringKinds)[number];

/** What kind of world to make: one knob for each kind of people and of evasion. Counts are counts of groups. */
export interface WorldOptions {
  readonly seed: number;
  /** Accounts of honest people; those of machines and the fake ones come on top. */
  readonly people: number;
  /** Midnight UTC of the first day, milliseconds since 1970. */
  readonly startsAt: number;
  readonly days: number;
  /** Usage events an honest person makes a day, on average. */
  readonly eventsPerPersonDay: number;
  /** Share of usage events, in [0, 1], that carry the text of a prompt in place of its fingerprint. */
  readonly promptTextShare: number;
  /** Whether usage is counted by the hour before it is sent: one event for each account, hour, address, device, fingerprint and capability. */
  readonly countsByHour: boolean;

  readonly offices: number;
  readonly classes: number;
  readonly universities: number;
  readonly libraries: number;
  readonly cafes: number;
  readonly conferences: number;
  readonly familyPlans: number;
  readonly buildFarms: number;
  readonly gateways: number;
  readonly launchRushes: number;
  readonly toolCrowds: number;
  readonly carriers: number;
  readonly vpnServices: number;
  readonly ciFirms: number;
  readonly nightlyEvaluations: number;
  readonly gatewayOperators: number;
  /** Shares of the people who live in a shared household, have only a mobile line, use a VPN, send a popular tool's template. */
  readonly householdShare: number;
  readonly mobileOnlyShare: number;
  readonly vpnShare: number;
  readonly toolShare: number;

  readonly rings: Readonly<Record<RingKind, number>>;
  /** The last day on which a ring signs up accounts; those of the last days have not shown anything yet. */
  readonly ringsSettledByDay: number;
  readonly smallestRing: number;
  readonly largestRing: number;
  /** Residential proxy networks that the rings rent; fewer than rings, so that several rings share one. */
  readonly proxyNetworks: number;
  /** Share of all homes whose line is an exit of some proxy network. */
  readonly proxiedHomeShare: number;
  /** How many accounts one stolen or virtual card pays for where a ring has a pool of them, from - to. */
  readonly accountsPerCard: readonly [number, number];
  /** Share of a cover-traffic ring's prompts that are innocuous. */
  readonly coverShare: number;
  /** What a disguised ring does to look like strangers. */
  readonly evasion: Evasion;
  /** One operation that is larger than any ring, if there is one. */
  readonly campaign: Campaign | undefined;
}

export const scenarios = ["default", "demo", "careful"] as const;
export type Scenario = (typeof scenarios)[number];

/** What is wanted of a world; the rest follows from the number of people and the scenario. */
export type WantedWorld = Partial<Omit<WorldOptions, "rings" | "evasion">> & {
  readonly seed: number;
  readonly people: number;
  readonly scenario?: Scenario;
  /** Kinds that are not named keep the scenario's number. */
  readonly rings?: Partial<Record<RingKind, number>>;
  /** Knobs that are not named keep their usual values. */
  readonly evasion?: Partial<Evasion>;
};

/** The first day that the public record of a campaign names. */
const defaultStart = Date.UTC(2026, 3, 22);

/**
 * A world of so many people with everything in it, in proportion.
 *
 * 60,000 people bring 86 offices, 33 classes and 28 rings. The demo has more rings than its people would bring, so that every kind is
 * seen. The careful world is the default one with careful rings on top.
 */
export function worldOptions(wanted: WantedWorld): WorldOptions {
  const { scenario = "default", ...given } = wanted;
  const { people } = given;
  const forEvery = (peoplePerGroup: number) => Math.max(1, Math.round(people / peoplePerGroup));
  const ringCount = scenario === "demo" ? Math.max(3, Math.round(people / 1400)) : forEvery(60_000 / 28);
  const carefulCount = scenario === "careful" ? Math.max(carefulRingKinds.length, forEvery(6000)) : 0;
  const days = given.days ?? 45;
  return {
    startsAt: defaultStart,
    days,
    eventsPerPersonDay: 0.58,
    promptTextShare: 0,
    countsByHour: false,
    offices: forEvery(60_000 / 86),
    classes: forEvery(60_000 / 33),
    universities: people < 8000 ? 0 : forEvery(60_000),
    libraries: forEvery(15_000),
    cafes: forEvery(6000),
    conferences: forEvery(20_000),
    familyPlans: forEvery(1500),
    buildFarms: forEvery(4000),
    gateways: forEvery(30_000),
    launchRushes: forEvery(60_000),
    toolCrowds: Math.min(40, forEvery(10_000)),
    carriers: Math.min(40, Math.max(2, forEvery(10_000))),
    vpnServices: Math.min(12, Math.max(2, forEvery(15_000))),
    ciFirms: forEvery(4000),
    nightlyEvaluations: forEvery(12_000),
    gatewayOperators: forEvery(15_000),
    householdShare: 0.12,
    mobileOnlyShare: 0.2,
    vpnShare: 0.05,
    toolShare: 0.15,
    // In the demo the rings have been at work for two weeks; otherwise they recruit until the last day.
    ringsSettledByDay: scenario === "demo" ? Math.max(1, days - 14) : days,
    smallestRing: 12,
    largestRing: Math.min(2500, Math.max(40, Math.round(people / 24))),
    proxyNetworks: Math.max(1, Math.min(8, Math.round(ringCount / 6))),
    proxiedHomeShare: 0.06,
    accountsPerCard: [3, 30],
    coverShare: 0.8,
    campaign: undefined,
    ...given,
    rings: { ...spread(ordinaryRingKinds, ringCount), ...spread(carefulRingKinds, carefulCount), ...given.rings },
    evasion: { ...usualEvasion, ...given.evasion },
  };
}

/** Every kind in turn, so that each occurs before any occurs twice. */
function spread<Kind extends RingKind>(kinds: readonly Kind[], count: number): Record<Kind, number> {
  const rings = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>;
  for (let ring = 0; ring < count; ring += 1) rings[kinds[ring % kinds.length] as Kind] += 1;
  return rings;
}
