import type { EvidencePolicy } from "../graph/evidence-policy.ts";

/** Every weight and threshold of a run. */
export interface Policy {
  readonly version: string;
  readonly windowDays: number;
  /** A ring is flagged when its risk reaches this, in (0, 1). */
  readonly flagThreshold: number;
  /** Log-odds, in nats, that a community tied by two families is coordinated abuse before any signal is heard. */
  readonly priorLogOdds: number;
  /** Log-odds on top for communities below so many members: there most false accusations of deployed systems lie. */
  readonly smallCommunity: { readonly below: number; readonly logOdds: number };
  /** Strongest links of each member that are kept as evidence. */
  readonly linksKeptPerMember: number;
  /** Shared identifiers of each ring that are kept as evidence. */
  readonly identifiersKeptPerRing: number;
  readonly evidence: EvidencePolicy;
  /** The risk is the logistic function of `slope` times the log-odds, plus `offset` (nats); `npm run calibrate` measures both. */
  readonly calibration: { readonly slope: number; readonly offset: number };
  /** Share, in [0, 1], by which a suspicion counts where a heavier one has the same subject. */
  readonly repeatedSuspicion: number;
  /** One account in so many is in the null model of each run; 0 leaves it out. */
  readonly nullModelOneIn: number;
  /** Names of signals that are not heard, as if they did not exist. For trying out what each is worth. */
  readonly disabledSignals: readonly string[];
  readonly signals: SignalPolicy;
  readonly lineage: LineagePolicy;
  readonly alerts: AlertPolicy;
}

/**
 * How each signal weighs. A range [from, to] maps what is measured to a strength: 0 at `from`, 1 at `to`, straight between.
 * Weights are log-odds in nats, at strength 1.
 */
export interface SignalPolicy {
  /** Range of the entropy, in bits, of the hour-of-day histogram; weight for and against; account-hours for a full weight. */
  readonly dailyRhythm: {
    round: Range;
    roundWeight: number;
    human: Range;
    humanWeight: number;
    hoursForFullWeight: number;
  };
  /** Mean share of a member's addresses that are its own, from `smallest` members on. */
  readonly ownInfrastructure: { range: Range; weight: number; smallest: number };
  /**
   * Share of members at two or more of the addresses that at least `sharers` members and at most `outsiders` times as many others use,
   * times the number of such addresses in different networks.
   */
  readonly privateAddresses: { range: Range; places: Range; weight: number; sharers: number; outsiders: number };
  /** Share of the members active on `activeDays` or more that change networks more often than nine in ten of all such accounts. */
  readonly addressChurn: { range: Range; weight: number; activeDays: number };
  /**
   * Share of members that met another, within a day, in two networks or more within `days`: networks that at most `mostShare` of the members
   * use and at most `outsiders` times as many others; in communities of `smallest` or more.
   */
  readonly synchronizedUse: {
    range: Range;
    weight: number;
    days: number;
    smallest: number;
    mostShare: number;
    outsiders: number;
  };
  /**
   * Share of links that keep log2(population) - `bitsBelow` bits without the community's `hubs` most shared identifiers, without
   * content and without what timing adds; for communities of `smallest` or more, by about `linksLookedAt` of their links.
   */
  readonly mesh: {
    range: Range;
    weight: number;
    hubs: number;
    bitsBelow: number;
    smallest: number;
    linksLookedAt: number;
  };
  /** Share of members on instruments that at least `sharers` members use, times how many such instruments there are. */
  readonly paymentReuse: { range: Range; instruments: Range; weight: number; sharers: number };
  /** Share of members on a mailbox or phone that at least `sharers` members use. */
  readonly contactReuse: { range: Range; weight: number; sharers: number };
  /** Share of the members with a mail address, `smallest` or more, whose name looks drawn by a program, less what is usual. */
  readonly generatedMailNames: { range: Range; weight: number; smallest: number };
  /** Share of members with no device but those that at least `sharers` members use, times how many such devices there are. */
  readonly deviceReuse: { range: Range; devices: Range; weight: number; sharers: number };
  /**
   * Share of members signed up and used on one device within `secondsEach` for each but the first and never again, where that is `days` or more
   * before the end of the window.
   */
  readonly usedUpAtOnce: { range: Range; weight: number; secondsEach: number; days: number };
  /** Share of the members' requests in templates that outsiders use at most `outsiders` times as much as members. */
  readonly promptConcentration: { range: Range; weight: number; outsiders: number; sharers: number };
  /** Share of members whose sign-ups lie within `minutes`, where they are `smallest` or more. */
  readonly signupBurst: { range: Range; weight: number; minutes: number; smallest: number };
  /** Share of active members busier per day than nine in ten of all accounts. */
  readonly requestVolume: { range: Range; weight: number };
  /** Share of the new members, `smallest` or more, whose requests in their first `days` are more than those of nine in ten new accounts. */
  readonly fullVolumeAtOnce: { range: Range; weight: number; days: number; smallest: number };
  /** Divergence, in bits, of what the members mostly ask for from what all accounts do, where it is known of `smallest` or more. */
  readonly capabilityFocus: { range: Range; weight: number; smallest: number };
  /**
   * Standard deviation of the natural logarithm of requests per active day, among the members active on `activeDays` or more, where
   * they are `smallest` or more.
   */
  readonly uniformVolume: { range: Range; weight: number; activeDays: number; smallest: number };
  /** Share, among members whose sign-up was seen, of those in verified organisations, each with `colleagues` members or more. */
  readonly verifiedOrganization: { range: Range; weight: number; colleagues: number };
  /**
   * Share of the mail addresses on one domain that at most `outsiders` times as many others use and of which no more than half signed up
   * within `days`, or that `firm` accounts at most are on; on all such domains, however quickly, where a share of `longStanding` of the
   * members was there before the window.
   */
  readonly corporateDomain: {
    range: Range;
    weight: number;
    outsiders: number;
    days: number;
    firm: number;
    longStanding: number;
  };
  /** Share of members with an address of their own for `days` or more. */
  readonly privateHomes: { range: Range; weight: number; days: number };
  /** Share of members that were customers before the window. */
  readonly longStanding: { range: Range; weight: number };
  /**
   * Share of members on what is known to be bad, on one of `things` or more cards, devices and mailboxes of confirmed rings, or at addresses of
   * theirs in `networks` networks or more; of a ring's things those that at most `outsiders` times as many others use.
   */
  readonly knownAbuse: { range: Range; weight: number; things: number; networks: number; outsiders: number };
  /** Share of members seen with what an analyst called an office, a university, a household, a company's card or its build runners. */
  readonly knownHub: { range: Range; weight: number };
  /** Share of members that were in a ring when an analyst dismissed it. */
  readonly dismissedBefore: { range: Range; weight: number };
}

/** How rings are followed from run to run. Judges nobody: it says which ring is which, and what came of it. */
export interface LineagePolicy {
  /** A ring keeps its id while at least this share of its members is together, in (0, 1]. */
  readonly keptShare: number;
  /** A decision holds while the accounts it was made on are at least this share of the ring, in (0, 1]. */
  readonly decidedShare: number;
  /** From this share of a ring, and this many accounts, it is worth noting that they came from another, or went there. */
  readonly kin: { readonly share: number; readonly smallest: number };
  /** A ring has grown when it has this share more members than when that was last noted, it was decided or it appeared. */
  readonly grownShare: number;
  /** Smallest change of the risk that is noted, in (0, 1). */
  readonly riskStep: number;
  /** Days after its last event for which a ring that is gone would be known again. */
  readonly rememberedDays: number;
  readonly succession: SuccessionPolicy;
}

/** What of a ring's changes is told. Judges nobody. */
export interface AlertPolicy {
  /** A ring whose risk crosses one of these, or the flag threshold, upwards is told of; each in (0, 1). */
  readonly riskLevels: readonly number[];
  /** So far below a level the risk must have been before crossing it is told of again. */
  readonly rearm: number;
  /** What a ring that an analyst dismissed must do since: have this share more members, or a risk so much higher that crosses a level. */
  readonly dismissed: { readonly grownShare: number; readonly riskStep: number };
}

/** When a new ring is said to have taken over what an older one, confirmed or gone, had used. */
export interface SuccessionPolicy {
  /** Share of the new ring's accounts that use something of the older one's. */
  readonly accountShare: number;
  /** Only what outsiders use at most so many times as much as the two rings counts. */
  readonly outsiders: number;
  /** Bits above log2(population) that all of it together must say. */
  readonly marginBits: number;
}

/** [from, to]: strength 0 at the first, 1 at the second; the first may be the larger. */
export type Range = readonly [from: number, to: number];
