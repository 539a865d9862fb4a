import { families, type Family } from "../model/identifier.ts";
import type { Community } from "../graph/find-communities.ts";
import type { SignalFinding } from "../model/signal.ts";
import { signalsWithout } from "./all-signals.ts";
import { type CommunityIdentifier, compareUse, describeCommunity } from "./community-facts.ts";
import type { DetectedRing } from "./detected-ring.ts";
import { discountRepetition } from "./discount-repetition.ts";
import type { Policy } from "./policy.ts";
import type { Population } from "./population.ts";
import { strongestLinks } from "./strongest-links.ts";

/**
 * Judges a community: each signal's log-odds are added to the prior's, and the sum is turned into a probability.
 *
 * @see Good, "Probability and the Weighing of Evidence" (1950)
 */
export function assessCommunity(population: Population, community: Community, policy: Policy): DetectedRing {
  const facts = describeCommunity(population, community);
  const found = signalsWithout(policy.disabledSignals).flatMap((signal) => {
    const finding = signal.weigh(facts, policy.signals, population);
    return finding ? [{ signal, finding }] : [];
  });
  const signals = discountRepetition(found, policy.repeatedSuspicion);
  const risk = riskOf(signals, facts.memberCount, policy);
  return {
    members: community.members,
    ...strongestLinks(population.links, community, policy.linksKeptPerMember),
    risk,
    flagged: risk >= policy.flagThreshold,
    signals,
    families: familiesIn(population, community, policy),
    identifiers: facts.shared
      .toSorted((a, b) => b.contribution - a.contribution || compareUse(a, b))
      .slice(0, policy.identifiersKeptPerRing)
      .map(withoutMembers),
  };
}

/** What the signals that were heard make of the prior, as a probability. */
export function riskOf(signals: readonly SignalFinding[], memberCount: number, policy: Policy): number {
  const prior = policy.priorLogOdds + (memberCount < policy.smallCommunity.below ? policy.smallCommunity.logOdds : 0);
  const logOdds = signals.reduce((sum, { weight }) => sum + weight, prior);
  return Math.round(1e6 / (1 + Math.exp(-logOdds))) / 1e6;
}

/** The families that some link inside holds by, each with the bits that a second family needs. */
function familiesIn({ links }: Population, community: Community, policy: Policy): Family[] {
  return families.filter((_, family) => {
    return community.links.some(
      (link) => links.byFamily[link * families.length + family] >= policy.evidence.secondFamilyBits,
    );
  });
}

function withoutMembers({ kind: _kind, members: _members, requests: _requests, ...shared }: CommunityIdentifier) {
  return shared;
}
