import { type Family, families } from "../model/identifier.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import { type Community, splitByConnection } from "./find-communities.ts";
import type { Links } from "./links.ts";

/** Families that people who live or work together share, and that nobody shares by using the same proxy or tool. */
const personal: readonly Family[] = ["payment", "device"];

/**
 * Lets those go whose strongest tie leads out of their community, to somebody they share a card or a device with, while no card or
 * device ties them to it.
 *
 * Whose home is an exit of a ring's proxy network, and who uses a tool that the ring uses as cover, is tied to the ring by two families;
 * but the people at home with the same card and the same tablet are not.
 */
export function releaseWhoBelongsElsewhere(
  communities: readonly Community[],
  accountCount: number,
  links: Links,
  policy: EvidencePolicy,
): Community[] {
  const communityOf = new Int32Array(accountCount).fill(-1);
  for (const [community, { members }] of communities.entries()) {
    for (const member of members) communityOf[member] = community;
  }
  const personalInside = new Uint8Array(accountCount);
  const strongestInside = new Float64Array(accountCount);
  const strongestElsewhere = new Float64Array(accountCount);
  for (let link = 0; link < links.count; link++) {
    const [a, b] = [links.accountA[link], links.accountB[link]];
    const isPersonal = personal.some((family) => bitsOf(links, link, family) >= policy.secondFamilyBits);
    const strongest = communityOf[a] === communityOf[b] ? strongestInside : strongestElsewhere;
    for (const account of [a, b]) {
      if (strongest === strongestInside && isPersonal) personalInside[account] = 1;
      if (strongest === strongestInside || isPersonal)
        strongest[account] = Math.max(strongest[account], links.bits[link]);
    }
  }
  const stays = (account: number) =>
    personalInside[account] === 1 || strongestElsewhere[account] <= strongestInside[account];
  return communities.flatMap((community) => {
    if (community.members.every(stays)) return [community];
    const kept = community.links.filter((link) => stays(links.accountA[link]) && stays(links.accountB[link]));
    return splitByConnection(links, kept, policy.smallestCommunity);
  });
}

function bitsOf(links: Links, link: number, family: Family): number {
  return links.byFamily[link * families.length + families.indexOf(family)];
}
