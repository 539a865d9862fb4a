import type { Family, IdentifierKind } from "../model/identifier.ts";

/** What the graph is built with. */
export interface EvidencePolicy {
  /** m: chance in (0, 1] that two accounts of one ring share an identifier of this kind. */
  readonly matchProbability: Readonly<Record<IdentifierKind, number>>;
  /** Bits above log2(population) from which a link is strong: it says something on its own. */
  readonly marginBits: number;
  /** The kinds of cores that are looked for: links so many bits above log2(population), and how many of them each account needs. */
  readonly cores: readonly CorePolicy[];
  /** w: each account is paired with so many neighbours in time, on each identifier. */
  readonly neighbours: number;
  /** The share that counts of what a family's second, third ... identifier says, in [0, 1]. */
  readonly repeatedEvidence: number;
  /** Days after which the chance that an address is still in the same hands has halved. */
  readonly addressHalfLifeDays: number;
  /** Louvain's resolution over twice the weight of the whole graph, so that it does not depend on the graph's size. */
  readonly resolutionPerWeight: number;
  /** Communities with fewer accounts are not looked at. */
  readonly smallestCommunity: number;
  /** Bits that a link needs outside its strongest family. */
  readonly secondFamilyBits: number;
  /** Links that each account of a community needs inside it. */
  readonly linksPerMember: number;
  /** Of the accounts that use a hub, the share that a second family has to tie, for them to belong together; in (0, 1]. */
  readonly hubShare: number;
  readonly common: CommonPolicy;
  /** Different addresses, cards, devices that join a part to a community where no link on two families does. */
  readonly joints: number;
  /** Share of a community's members, in (0, 1], that have to belong to a larger one as well for the two to be one. */
  readonly joinedShare: number;
  readonly affinity: AffinityPolicy;
  /** Sign-ups this close count as made together, in minutes. */
  readonly togetherMinutes: number;
  /** ... where at most so many others signed up in between. */
  readonly togetherOthers: number;
  /** Sign-ups on one device this close, of accounts that are over as soon, are a group, however few, in minutes. */
  readonly burstMinutes: number;
  /** Cores of so many accounts or more may be joined by links that rest on one family; a household behind a ring's proxy may not. */
  readonly smallestJoinedCore: number;
  /** Seed of Louvain's random walk over the accounts. */
  readonly seed: number;
}

/** What an account has to have in common with a community to belong to it. */
export interface AffinityPolicy {
  /** Bits from which a family counts; two have to. */
  readonly familyBits: Readonly<Record<Family, number>>;
  /** Bits that all families together need above log2(others / members), at which membership is as likely as not. */
  readonly marginBits: number;
}

/** Shares of a community, in (0, 1], that have to use something for it to hold small parts to the rest, where more than one thing is asked. */
export interface CommonPolicy {
  /** Of an address, a card or a device. */
  readonly hub: number;
  readonly content: number;
  readonly prefix: number;
  /** Members in a prefix, from which it is the community's own subnet where hardly anybody else is there. */
  readonly ownSubnet: number;
  /** Share of others, in [0, 1], up to which they hardly count. */
  readonly strangers: number;
  /** Bits that an address has to say of membership, else it is a carrier's. */
  readonly addressBits: number;
}

export interface CorePolicy {
  readonly marginBits: number;
  /** Only links count that content has its share in. */
  readonly onContent: boolean;
  /** As the community grows, the links that each account needs go from the first to the second. */
  readonly depth: readonly [fewest: number, most: number];
}

/** The margin of the weakest links that any core is made of. */
export function weakestMargin(policy: EvidencePolicy): number {
  return Math.min(...policy.cores.map(({ marginBits }) => marginBits));
}
