import { attachAccounts } from "./attach-accounts.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import { type Community, findCommunities } from "./find-communities.ts";
import { keepCore } from "./keep-core.ts";
import { linkThreshold } from "./link-threshold.ts";
import type { Links } from "./links.ts";
import { splitLooselyJoined } from "./split-loosely-joined.ts";

/**
 * Groups the accounts by their links, in three steps.
 *
 * 1. Who is tied to others by two families: the cores of the strong links, and the deep cores of the weaker ones. Of a big ring on a
 *    few hubs no pair is strong, since the hubs are common by the ring's own size; but all are tied to all. A random graph with
 *    2^2 chance links per account has no core of depth 8.
 * 2. Which of them belong together: here links that rest on one family count as well. A ring of many cards behind many proxies is a
 *    core per card until the proxies are heard.
 * 3. Who hangs on a core by several links that rest on two families only together.
 *
 * @returns communities of `smallestCommunity` accounts or more, by their first member
 */
export function groupAccounts(
  accountCount: number,
  links: Links,
  policy: EvidencePolicy,
  onProgress: (share: number) => void = () => {},
): Community[] {
  const threshold = linkThreshold(accountCount, policy.marginBits);
  const linksWhere = (counts: (link: number) => boolean) =>
    Uint8Array.from(links.bits, (_, link) => (counts(link) ? 1 : 0));
  const find = (grouping: Uint8Array) => findCommunities(accountCount, links, grouping, policy);
  const cores = (communities: Community[], depthOf: (size: number) => number) =>
    communities.flatMap((community) =>
      keepCore(community, links, depthOf(community.members.length), policy.smallestCommunity),
    );
  const depthBySize = (size: number) => coreDepth(size, policy);

  const strong = cores(
    find(linksWhere((link) => isStrong(links, link, threshold) && links.twoFamilies[link] === 1)),
    depthBySize,
  );
  onProgress(0.3);
  const deep = cores(find(links.twoFamilies), () => policy.linksInDeepCore);
  onProgress(0.6);

  const inCore = new Uint8Array(accountCount);
  for (const { members } of [...strong, ...deep]) for (const member of members) inCore[member] = 1;
  const together = find(linksWhere((link) => inCore[links.accountA[link]] === 1 && inCore[links.accountB[link]] === 1));
  const parts = cores(together, depthBySize).flatMap((community) =>
    splitLooselyJoined(community, links, accountCount, policy),
  );
  onProgress(0.9);
  return attachAccounts(parts, accountCount, links, threshold, policy);
}

function isStrong(links: Links, link: number, threshold: number): boolean {
  return links.bits[link] >= threshold;
}

/** Coincidences form chains, the longer the more people there are, so a larger community needs a deeper core: log2 of its size. */
function coreDepth(size: number, { linksInCore: [fewest, most] }: EvidencePolicy): number {
  return Math.min(most, Math.max(fewest, Math.floor(Math.log2(size))));
}
