import { families, type Family } from "../model/identifier.ts";
import type { Community } from "../graph/find-communities.ts";
import { signalsWithout } from "./all-signals.ts";
import { type CommunityIdentifier, compareUse, describeCommunity } from "./community-facts.ts";
import type { DetectedRing } from "./detected-ring.ts";
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
    identifiers: facts.shared
      .toSorted((a, b) => b.contribution - a.contribution || compareUse(a, b))
      .slice(0, policy.identifiersKeptPerRing)
      .map(withoutMembers),
  };
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
