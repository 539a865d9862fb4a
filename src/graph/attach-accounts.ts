import { families } from "../model/identifier.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import type { Community } from "./find-communities.ts";
import type { Links } from "./links.ts";

const contentBit = 1 << families.indexOf("content");

/**
 * Adds to each community the accounts outside all of them that are tied to it by two families, though by no single link.
 *
 * An account may share an address with one member and a device with another: each link rests on one family, together they rest on
 * two. The owner of a home behind a proxy shares the address alone, however many members came through it, and stays outside. One
 * pass: whoever is attached attaches nobody.
 *
 * @param threshold bits that a link needs to count here
 */
export function attachAccounts(
  communities: readonly Community[],
  accountCount: number,
  links: Links,
  threshold: number,
  policy: EvidencePolicy,
): Community[] {
  const communityOf = new Int32Array(accountCount).fill(-1);
  for (const [community, { members }] of communities.entries())
    for (const member of members) communityOf[member] = community;

  const ties = new Map<number, Tie[]>();
  for (let link = 0; link < links.count; link++) {
    if (links.bits[link] < threshold) continue;
    const a = links.accountA[link];
    const b = links.accountB[link];
    if (communityOf[a] >= 0 && communityOf[b] < 0) noteTie(ties, b, communityOf[a], links, link, policy);
    if (communityOf[b] >= 0 && communityOf[a] < 0) noteTie(ties, a, communityOf[b], links, link, policy);
  }
  const attached = communities.map(() => ({ members: [] as number[], links: [] as number[] }));
  for (const [account, candidates] of ties) {
    const best = candidates
      .filter((tie) => isTied(tie, policy))
      .sort((a, b) => b.bits - a.bits || a.community - b.community)[0];
    if (!best) continue;
    attached[best.community].members.push(account);
    attached[best.community].links.push(...best.links);
  }
  return communities.map((community, position) => ({
    members: Int32Array.from([...community.members, ...attached[position].members]).sort(),
    links: Int32Array.from([...community.links, ...attached[position].links]).sort(),
  }));
}

/** What ties an outsider to one community. */
interface Tie {
  readonly community: number;
  readonly links: number[];
  /** One bit per family that says enough to be a second one. */
  mask: number;
  bits: number;
}

function noteTie(
  ties: Map<number, Tie[]>,
  account: number,
  community: number,
  links: Links,
  link: number,
  policy: EvidencePolicy,
): void {
  const candidates = ties.get(account) ?? [];
  if (candidates.length === 0) ties.set(account, candidates);
  let tie = candidates.find((candidate) => candidate.community === community);
  if (!tie) {
    tie = { community, links: [], mask: 0, bits: 0 };
    candidates.push(tie);
  }
  tie.links.push(link);
  tie.bits += links.bits[link];
  for (let family = 0; family < families.length; family++) {
    if (links.byFamily[link * families.length + family] >= policy.secondFamilyBits) tie.mask |= 1 << family;
  }
}

function isTied({ links, mask }: Tie, policy: EvidencePolicy): boolean {
  const hasTwo = (mask & (mask - 1)) !== 0;
  return links.length >= policy.linksToAttach && hasTwo && (mask & ~contentBit) !== 0;
}
