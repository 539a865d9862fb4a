import { families } from "../model/identifier.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import { type Community, splitByConnection } from "./find-communities.ts";
import type { Links } from "./links.ts";

const device = families.indexOf("device");

/** Two are enough: the first link rests on two families already. */
const smallestBurst = 2;

/**
 * Groups that are too small to be communities otherwise: accounts that one device signed up within `burstMinutes` of each other, and that
 * were not heard of again after so many minutes. The second family is the address, or the moment where no address is known.
 *
 * Who shares a household's tablet or a library's desk signs up as it comes and comes back; a person among them, who did come back, is
 * not taken in.
 *
 * @param communities the communities that were found; nobody in them is looked at
 * @param signedUpAt seconds since 1970 by account, NaN where unknown
 * @param lastEventAt seconds since 1970 by account
 */
export function findSignupBursts(
  communities: readonly Community[],
  links: Links,
  signedUpAt: Float64Array,
  lastEventAt: Float64Array,
  policy: EvidencePolicy,
): Community[] {
  const seconds = policy.burstMinutes * 60;
  const isTaken = new Uint8Array(signedUpAt.length);
  for (const { members } of communities) for (const member of members) isTaken[member] = 1;
  const isOver = (account: number) => lastEventAt[account] - signedUpAt[account] <= seconds && !isTaken[account];
  const among = Int32Array.from(links.bits.keys()).filter((link) => {
    const [a, b] = [links.accountA[link], links.accountB[link]];
    const isOnOneDevice = links.byFamily[link * families.length + device] >= policy.secondFamilyBits;
    const atOnce = Math.abs(signedUpAt[a] - signedUpAt[b]) <= seconds;
    return links.twoFamilies[link] === 1 && isOnOneDevice && atOnce && isOver(a) && isOver(b);
  });
  return splitByConnection(links, among, smallestBurst);
}
