import { families } from "../model/identifier.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import type { Links } from "./links.ts";

const device = families.indexOf("device");

/** Whether a device has a share in a link that would do as its second family. */
export function isOnOneDevice(links: Links, link: number, policy: EvidencePolicy): boolean {
  return links.byFamily[link * families.length + device] >= policy.secondFamilyBits;
}

/**
 * Says of which accounts and links a burst is made: of accounts that were not heard of after `burstMinutes`, and links on two
 * families between sign-ups so close on one device.
 *
 * @param signedUpAt seconds since 1970 by account, NaN where unknown
 * @param lastEventAt seconds since 1970 by account
 */
export function burstLinks(
  links: Links,
  signedUpAt: Float64Array,
  lastEventAt: Float64Array,
  policy: EvidencePolicy,
): (link: number) => boolean {
  const seconds = policy.burstMinutes * 60;
  const isOver = (account: number) => lastEventAt[account] - signedUpAt[account] <= seconds;
  return (link) => {
    const [a, b] = [links.accountA[link], links.accountB[link]];
    const atOnce = Math.abs(signedUpAt[a] - signedUpAt[b]) <= seconds;
    return links.twoFamilies[link] === 1 && isOnOneDevice(links, link, policy) && atOnce && isOver(a) && isOver(b);
  };
}
