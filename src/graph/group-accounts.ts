import { families } from "../model/identifier.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import { type Community, findCommunities } from "./find-communities.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import { keepCore } from "./keep-core.ts";
import { linkThreshold } from "./link-threshold.ts";
import type { Links } from "./links.ts";
import { settleMembers } from "./settle-members.ts";
import { splitLooselyJoined } from "./split-loosely-joined.ts";

const content = families.indexOf("content");

/**
 * Groups the accounts by their links, in three steps.
 *
 * 1. Who is tied to others by two families: the cores that the links form. The weaker the links, the deeper the core has to be: chance
 *    gives each account 2^-margin links, and a random graph of so few has no such core. Of a big ring on a few hubs no pair is
 *    strong, since the hubs are common by the ring's own size; but all are tied to all. And the hub groups, whose accounts are tied through one hub.
 * 2. Which of them belong together: between larger cores, strong links that rest on one family count as well. A ring of many cards behind many
 *    proxies is a core per card until the proxies are heard.
 * 3. Who hangs on a core by several links that rest on two families only together; and who, after all, belongs to others.
 *
 * @returns communities of `smallestCommunity` accounts or more
 */
export function groupAccounts(
  index: IdentifierIndex,
  links: Links,
  policy: EvidencePolicy,
  onProgress: (share: number) => void = () => {},
): Community[] {
  const { accountCount } = index;
  const strong = linkThreshold(accountCount, policy.marginBits);
  const find = (counts: (link: number) => boolean) => {
    const grouping = new Uint8Array(links.count);
    for (let link = 0; link < links.count; link++) grouping[link] = counts(link) ? 1 : 0;
    return findCommunities(accountCount, links, grouping, policy);
  };
  const coresOf = (communities: Community[], depthOf: (size: number) => number) => {
    return communities.flatMap((community) => {
      return keepCore(community, links, depthOf(community.members.length), policy.smallestCommunity);
    });
  };

  const cores = policy.cores.flatMap(({ marginBits, depth, onContent }, step) => {
    const threshold = linkThreshold(accountCount, marginBits);
    const tied = find((link) => {
      const counts = !onContent || links.byFamily[link * families.length + content] >= policy.secondFamilyBits;
      return counts && links.twoFamilies[link] === 1 && links.bits[link] >= threshold;
    });
    onProgress((step + 1) / (policy.cores.length + 2));
    return coresOf(tied, (size) => coreDepth(size, depth));
  });

  cores.push(
    ...coresOf(
      find((link) => links.throughHub[link] === 1),
      () => policy.linksPerMember,
    ),
  );

  const inCore = membership(accountCount, cores);
  const inLargeCore = membership(
    accountCount,
    cores.filter(({ members }) => members.length >= policy.smallestJoinedCore),
  );
  const together = find((link) => {
    const isBacked = links.twoFamilies[link] === 1 || links.throughHub[link] === 1;
    const among = isBacked ? inCore : inLargeCore;
    return (
      (isBacked || links.bits[link] >= strong) && among[links.accountA[link]] === 1 && among[links.accountB[link]] === 1
    );
  });
  onProgress((policy.cores.length + 1) / (policy.cores.length + 2));

  const apart = (communities: Community[]) => {
    return communities.flatMap((community) => splitLooselyJoined(community, links, index, policy));
  };
  const settle = (communities: Community[], by: EvidencePolicy) => settleMembers(communities, index, links, by);
  // While most of a ring is still outside, what it shares says little: until it is whole, content counts from less.
  const familyBits = { ...policy.affinity.familyBits, content: policy.secondFamilyBits };
  const growing = { ...policy, affinity: { ...policy.affinity, familyBits } };
  // Whoever held two parts together may have been let go: then they are two.
  return settle(apart(settle(apart(coresOf(together, () => policy.linksPerMember)), growing)), policy);
}

/** log2 of the size, within the bounds: coincidences form chains, the longer the more accounts there are. */
function coreDepth(size: number, [fewest, most]: readonly [number, number]): number {
  return Math.min(most, Math.max(fewest, Math.floor(Math.log2(size))));
}

function membership(accountCount: number, communities: readonly Community[]): Uint8Array {
  const isMember = new Uint8Array(accountCount);
  for (const { members } of communities) for (const member of members) isMember[member] = 1;
  return isMember;
}
