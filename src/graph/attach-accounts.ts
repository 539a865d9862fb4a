import { type Family, families } from "../model/identifier.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import type { Community } from "./find-communities.ts";
import type { Links } from "./links.ts";

/** More passes than a chain of attachments ever needs; each stops where nobody is added. */
const mostPasses = 10;

/**
 * Adds to each community the accounts outside all of them that are tied to it by two families, though by no single link, until
 * nobody is left who is.
 *
 * An account may share addresses with two members and a device with a third: each link rests on one family, together they rest on
 * two. The owner of a home behind a proxy shares the address alone, however many members came through it, and stays outside.
 *
 * @param threshold bits from which a link is strong
 */
export function attachAccounts(
  communities: readonly Community[],
  accountCount: number,
  links: Links,
  threshold: number,
  policy: EvidencePolicy,
): Community[] {
  let grown = [...communities];
  for (let pass = 0; pass < mostPasses; pass++) {
    const before = grown;
    grown = attachOnce(before, accountCount, links, threshold, policy);
    if (grown.every(({ members }, position) => members.length === before[position].members.length)) break;
  }
  return grown;
}

function attachOnce(
  communities: readonly Community[],
  accountCount: number,
  links: Links,
  threshold: number,
  policy: EvidencePolicy,
): Community[] {
  const attached = communities.map(() => ({ members: [] as number[], links: [] as number[] }));
  for (const [account, candidates] of tiesOfOutsiders(communities, accountCount, links, threshold, policy)) {
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
  strongLinks: number;
  /** Per family, the links (and the strong ones) in which it says enough to be a second one. */
  readonly byFamily: number[];
  readonly strongByFamily: number[];
  bits: number;
}

function tiesOfOutsiders(
  communities: readonly Community[],
  accountCount: number,
  links: Links,
  threshold: number,
  policy: EvidencePolicy,
): Map<number, Tie[]> {
  const communityOf = new Int32Array(accountCount).fill(-1);
  for (const [community, { members }] of communities.entries()) {
    for (const member of members) communityOf[member] = community;
  }
  const ties = new Map<number, Tie[]>();
  for (let link = 0; link < links.count; link++) {
    const [a, b] = [links.accountA[link], links.accountB[link]];
    if (communityOf[a] >= 0 === communityOf[b] >= 0) continue;
    const outsider = communityOf[a] < 0 ? a : b;
    const tie = tieBetween(ties, outsider, communityOf[a] < 0 ? communityOf[b] : communityOf[a]);
    const isStrong = links.bits[link] >= threshold;
    tie.links.push(link);
    tie.bits += links.bits[link];
    if (isStrong) tie.strongLinks++;
    for (let family = 0; family < families.length; family++) {
      if (links.byFamily[link * families.length + family] < policy.secondFamilyBits) continue;
      tie.byFamily[family]++;
      if (isStrong) tie.strongByFamily[family]++;
    }
  }
  return ties;
}

function tieBetween(ties: Map<number, Tie[]>, outsider: number, community: number): Tie {
  const candidates = ties.get(outsider) ?? [];
  if (candidates.length === 0) ties.set(outsider, candidates);
  const known = candidates.find((candidate) => candidate.community === community);
  if (known) return known;
  const none = () => families.map(() => 0);
  const tie = { community, links: [], strongLinks: 0, byFamily: none(), strongByFamily: none(), bits: 0 };
  candidates.push(tie);
  return tie;
}

/**
 * Whether two families hold: in strong links any two, in weaker ones two without content and contact, since of a contact most is a
 * mail domain that strangers have as well.
 *
 * An address or a template in common with one member is anybody's, so those have to be seen in several links; a card or a device of
 * one member's is enough once where the link is strong.
 */
function isTied({ strongLinks, byFamily, strongByFamily }: Tie, policy: EvidencePolicy): boolean {
  const several = policy.linksToAttach;
  const strong = families.filter(
    (family, position) => strongByFamily[position] >= (isPersonal.has(family) ? 1 : several),
  );
  const hard = families.filter((family, position) => isHard.has(family) && byFamily[position] >= several);
  return (strongLinks >= several && strong.length >= 2) || hard.length >= 2;
}

const isPersonal: ReadonlySet<Family> = new Set(["payment", "device"]);
const isHard: ReadonlySet<Family> = new Set(["network", "payment", "device"]);
