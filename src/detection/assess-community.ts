import { families, type Family } from "../model/identifier.ts";
import type { Community } from "../graph/find-communities.ts";
import { signalsWithout } from "./all-signals.ts";
import { type CommunityFacts, type CommunityIdentifier, compareUse, describeCommunity } from "./community-facts.ts";
import type { DetectedRing, SharedIdentifier } from "./detected-ring.ts";
import { judge } from "./judge.ts";
import type { Policy } from "./policy.ts";
import type { Population } from "./population.ts";
import { strongestLinks } from "./strongest-links.ts";

/** Counts a community's facts, hears the signals and judges it; with what will be shown as evidence. */
export function assessCommunity(population: Population, community: Community, policy: Policy): DetectedRing {
  const facts = describeCommunity(population, community);
  const found = signalsWithout(policy.disabledSignals).flatMap((signal) => {
    return signal.weigh(facts, policy.signals, population) ?? [];
  });
  return {
    members: community.members,
    ...judge(found, facts.memberCount, policy),
    ...strongestLinks(population.links, community, policy.linksKeptPerMember),
    families: familiesIn(population, community, policy),
    identifiers: listIdentifiers(population, facts, policy.identifiersKeptPerRing),
  };
}

/** What the members share, the largest contribution first, and then whatever else has a verdict: what is excused says no bits. */
function listIdentifiers(
  { bits }: Population,
  { shared, precedents }: CommunityFacts,
  kept: number,
): SharedIdentifier[] {
  const mostTelling = shared
    .toSorted((a, b) => b.contribution - a.contribution || compareUse(a, b))
    .slice(0, kept)
    .map(withoutMembers);
  const listed = new Set(mostTelling.map(({ identifier }) => identifier));
  const judged = precedents.judged.filter(({ identifier }) => !listed.has(identifier)).slice(0, kept);
  return [
    ...mostTelling,
    ...judged.map(({ verdict: _verdict, members, ...use }) => {
      return { ...use, memberCount: members.length, bits: bits[use.identifier], contribution: 0 };
    }),
  ];
}

/** The families that some link inside holds by, each with the bits that a second family needs. */
function familiesIn({ links }: Population, community: Community, policy: Policy): Family[] {
  return families.filter((_, family) => {
    return community.links.some(
      (link) => links.byFamily[link * families.length + family] >= policy.evidence.secondFamilyBits,
    );
  });
}

function withoutMembers({
  kind: _kind,
  members: _members,
  requests: _requests,
  strangerCount: _strangerCount,
  ...shared
}: CommunityIdentifier) {
  return shared;
}
