import { families, type Family } from "../model/identifier.ts";
import type { Community } from "../graph/find-communities.ts";
import { familiesOf } from "../graph/two-family-rule.ts";
import type { SignalFinding } from "../model/signal.ts";
import { allSignals } from "./all-signals.ts";
import { type CommunityIdentifier, compareUse, describeCommunity } from "./community-facts.ts";
import type { DetectedRing } from "./detected-ring.ts";
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
  const signals = allSignals
    .map((signal) => signal.weigh(facts, policy.signals, population))
    .filter((signal) => signal !== undefined);
  const risk = riskOf(signals, policy);
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

function riskOf(signals: readonly SignalFinding[], policy: Policy): number {
  const logOdds = signals.reduce((sum, { weight }) => sum + weight, policy.priorLogOdds);
  return Math.round(1e6 / (1 + Math.exp(-logOdds))) / 1e6;
}

function familiesIn({ links }: Population, community: Community, policy: Policy): Family[] {
  let mask = 0;
  for (const link of community.links) mask |= familiesOf(links, link, policy.evidence.familyBits);
  return families.filter((_, family) => mask & (1 << family));
}

function withoutMembers({ kind: _kind, members: _members, requests: _requests, ...shared }: CommunityIdentifier) {
  return shared;
}
