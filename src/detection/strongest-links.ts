import type { Community } from "../graph/find-communities.ts";
import type { Links } from "../graph/links.ts";
import { families, type Family } from "../model/identifier.ts";
import type { RingLink } from "./detected-ring.ts";

/** Per member the bits of its strongest link, and its strongest `perMember` links; ties go to the smaller partner. */
export function strongestLinks(
  links: Links,
  community: Community,
  perMember: number,
): { evidenceBits: Float64Array; links: RingLink[] } {
  const linksOf = new Map<number, number[]>();
  for (const member of community.members) linksOf.set(member, []);
  for (const link of community.links) {
    linksOf.get(links.accountA[link])?.push(link);
    linksOf.get(links.accountB[link])?.push(link);
  }
  const evidenceBits = new Float64Array(community.members.length);
  const strongest: RingLink[] = [];
  for (const [position, member] of community.members.entries()) {
    const partnerOf = (link: number) => links.accountA[link] + links.accountB[link] - member;
    const own = linksOf.get(member) ?? [];
    own.sort((a, b) => links.bits[b] - links.bits[a] || partnerOf(a) - partnerOf(b));
    evidenceBits[position] = own.length > 0 ? links.bits[own[0]] : 0;
    for (const link of own.slice(0, perMember)) {
      strongest.push({
        account: member,
        partner: partnerOf(link),
        bits: links.bits[link],
        byFamily: byFamilyOf(links, link),
        timing: links.timing[link],
      });
    }
  }
  return { evidenceBits, links: strongest };
}

function byFamilyOf(links: Links, link: number): Record<Family, number> {
  const bits = families.map((family, position) => [family, links.byFamily[link * families.length + position]] as const);
  return Object.fromEntries(bits) as Record<Family, number>;
}
