import type { IdentifierKind } from "../model/identifier.ts";

/** What the graph is built with. */
export interface EvidencePolicy {
  /** m: chance in (0, 1] that two accounts of one ring share an identifier of this kind. */
  readonly matchProbability: Readonly<Record<IdentifierKind, number>>;
  /** Bits above log2(population) that a link needs on its own, and where it is one of many that hold a deep core. */
  readonly marginBits: number;
  readonly deepMarginBits: number;
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
  /** Links that an account needs inside its community to belong to its core: at least and at most, as the community grows. */
  readonly linksInCore: readonly [fewest: number, most: number];
  /** Links that an account needs in a core of links that only `deepMarginBits` hold. */
  readonly linksInDeepCore: number;
  /** Links that an account outside needs to a core to be attached to it. */
  readonly linksToAttach: number;
  /** Sign-ups this close count as made together, in minutes. */
  readonly togetherMinutes: number;
  /** Seed of Louvain's random walk over the accounts. */
  readonly seed: number;
}
