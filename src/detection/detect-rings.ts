import type { Sightings } from "../graph/sightings.ts";
import type { Accounts } from "./accounts.ts";
import { assessCommunity } from "./assess-community.ts";
import type { DetectedRing, Detection } from "./detected-ring.ts";
import { type FormedCommunities, formCommunities, type OnProgress } from "./form-communities.ts";
import type { Policy } from "./policy.ts";
import { noPrecedents, type Precedents } from "./precedents.ts";

/**
 * Sightings to rings, pure: the same input and policy always give the same rings, in the same order.
 *
 * @param windowDays length of the window that the sightings come from
 * @param precedents what analysts have said before; by index, as the sightings
 */
export function detectRings(
  sightings: Sightings,
  accounts: Accounts,
  windowDays: number,
  policy: Policy,
  onProgress: OnProgress = () => {},
  precedents: Precedents = noPrecedents,
): Detection {
  const formed = formCommunities(sightings, accounts, windowDays, policy, onProgress, precedents);
  const rings = assessCommunities(formed, policy, onProgress);
  return { rings, linkCount: formed.population.links.count, communityCount: formed.communities.length };
}

/** Judges all communities; the riskiest first, ties by first member. */
export function assessCommunities(
  { population, communities }: FormedCommunities,
  policy: Policy,
  onProgress: OnProgress = () => {},
): DetectedRing[] {
  const rings = communities.map((community, position) => {
    onProgress("assess", position / communities.length);
    return assessCommunity(population, community, policy);
  });
  return rings.sort((a, b) => b.risk - a.risk || a.members[0] - b.members[0]);
}
