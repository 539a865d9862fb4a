import type { IdentifierKind } from "../model/identifier.ts";

/** What the graph is built with. */
export interface EvidencePolicy {
  /** m: chance in (0, 1] that two accounts of one ring share an identifier of this kind. */
  readonly matchProbability: Readonly<Record<IdentifierKind, number>>;
  /** Bits above log2(population) that a link needs. */
  readonly marginBits: number;
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
  /** Bits from which a family counts as one that ties an account to its community. */
  readonly familyBits: number;
  /** Sign-ups this close count as made together, in minutes. */
  readonly togetherMinutes: number;
  /** Seed of Louvain's random walk over the accounts. */
  readonly seed: number;
}
