import { families } from "../model/identifier.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import { type Community, splitByConnection } from "./find-communities.ts";
import type { Links } from "./links.ts";

/** Bits of the mask beyond the families: sign-ups made together. */
const timingBit = 1 << families.length;
const contentBit = 1 << families.indexOf("content");

/**
 * Takes out of a community whoever belongs to it by one family of evidence alone, or by a single link, until nobody is left who does.
 *
 * Everybody on one card, or behind one address, is a household, an office or a carrier until a second family says otherwise.
 * Sign-ups made together may be the second. Shared content never accuses alone: what is popular spreads in bursts, so content and
 * timing do not make two.
 *
 * @param signedUpAt seconds since 1970 by account, NaN where unknown
 * @returns what is left, in connected parts of `smallestCommunity` accounts or more
 */
export function keepTiedByTwoFamilies(
  community: Community,
  links: Links,
  signedUpAt: Float64Array,
  policy: EvidencePolicy,
): Community[] {
  let inside = community.links;
  for (;;) {
    const ties = tiesOf(links, inside, signedUpAt, policy);
    const kept = inside.filter((link) => {
      return isTied(ties.get(links.accountA[link])) && isTied(ties.get(links.accountB[link]));
    });
    if (kept.length === inside.length) break;
    inside = kept;
  }
  return splitByConnection(links, inside, policy.smallestCommunity);
}

interface Ties {
  mask: number;
  links: number;
}

function tiesOf(links: Links, among: Int32Array, signedUpAt: Float64Array, policy: EvidencePolicy): Map<number, Ties> {
  const ties = new Map<number, Ties>();
  for (const link of among) {
    const mask =
      familiesOf(links, link, policy.familyBits) | togetherOf(links, link, signedUpAt, policy.togetherMinutes);
    for (const account of [links.accountA[link], links.accountB[link]]) {
      const tie = ties.get(account);
      if (tie) {
        tie.mask |= mask;
        tie.links++;
      } else ties.set(account, { mask, links: 1 });
    }
  }
  return ties;
}

/** One bit per family that says at least `familyBits` about the link. */
export function familiesOf(links: Links, link: number, familyBits: number): number {
  let mask = 0;
  for (let family = 0; family < families.length; family++) {
    if (links.byFamily[link * families.length + family] >= familyBits) mask |= 1 << family;
  }
  return mask;
}

function togetherOf(links: Links, link: number, signedUpAt: Float64Array, togetherMinutes: number): number {
  const gap = Math.abs(signedUpAt[links.accountA[link]] - signedUpAt[links.accountB[link]]);
  return gap <= togetherMinutes * 60 ? timingBit : 0;
}

function isTied(tie: Ties | undefined): boolean {
  if (!tie || tie.links < 2) return false;
  const hasSecond = (tie.mask & (tie.mask - 1)) !== 0;
  const hasMoreThanContent = (tie.mask & ~(contentBit | timingBit)) !== 0;
  return hasSecond && hasMoreThanContent;
}
