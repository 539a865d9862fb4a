import { burstLinks, isOnOneDevice } from "./burst-links.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import { type Community, splitByConnection } from "./find-communities.ts";
import type { Links } from "./links.ts";
import { positionsWhere } from "./positions-where.ts";

/** Two are enough: the first link rests on two families already. */
const smallestBurst = 2;

/**
 * Adds groups that are too small to be communities otherwise: accounts that one device signed up within `burstMinutes` of each other, and that
 * were not heard of again after so many minutes. The second family is the address, or the moment where no address is known.
 *
 * Who shares a household's tablet or a library's desk signs up as it comes and comes back; a person among them, who did come back, is
 * not taken in, and is let go of a community that is such a burst but for a few.
 *
 * @param communities the communities that were found
 * @param signedUpAt seconds since 1970 by account, NaN where unknown
 * @param lastEventAt seconds since 1970 by account
 * @returns the communities, and after them the bursts among everybody else
 */
export function addSignupBursts(
  communities: readonly Community[],
  links: Links,
  signedUpAt: Float64Array,
  lastEventAt: Float64Array,
  policy: EvidencePolicy,
): Community[] {
  const isBurst = burstLinks(links, signedUpAt, lastEventAt, policy);
  const kept = communities.flatMap((community) => keepBurst(community, links, isBurst, policy));
  const isTaken = new Uint8Array(signedUpAt.length);
  for (const { members } of communities) for (const member of members) isTaken[member] = 1;
  const among = positionsWhere(links.count, (link) => {
    return isTaken[links.accountA[link]] === 0 && isTaken[links.accountB[link]] === 0 && isBurst(link);
  });
  return [...kept, ...splitByConnection(links, among, smallestBurst)];
}

/** Of a community that nothing but devices ties, those that were made and used up at once, where they are most of it. */
function keepBurst(
  community: Community,
  links: Links,
  isBurst: (link: number) => boolean,
  policy: EvidencePolicy,
): Community[] {
  const isOnDevices = community.links.every((link) => isOnOneDevice(links, link, policy));
  if (!isOnDevices) return [community];
  const bursts = splitByConnection(links, community.links.filter(isBurst), smallestBurst);
  const size = bursts.reduce((sum, { members }) => sum + members.length, 0);
  return 2 * size > community.members.length ? bursts : [community];
}
