import { identifierKinds } from "../../model/identifier.ts";
import type { CommunityIdentifier } from "../community-facts.ts";
import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/**
 * Many addresses that go round in the group and hardly anywhere else, in different networks: a pool of proxies. An office has one or
 * two such addresses, a university four; a campus that deals out hundreds has them all in one network.
 */
export const privateAddresses: Signal = {
  name: "private-addresses",
  subject: "addresses",
  weigh({ shared, memberCount }, { privateAddresses: policy }) {
    const sharedBy = (kind: number) =>
      shared.filter((used) => used.kind === kind && used.memberCount >= policy.sharers);
    const addresses = sharedBy(identifierKinds.ip.code).filter((used) => {
      return used.strangerCount <= policy.outsiders * used.memberCount;
    });
    const places = Math.min(addresses.length, sharedBy(identifierKinds.ip_prefix.code).length);
    const roaming = countOnSeveral(addresses);
    return finding(
      this.name,
      ramp(roaming / memberCount, ...policy.range) * ramp(places, ...policy.places) * policy.weight,
      `${roaming} of ${memberCount} accounts come from several of ${places} places whose addresses hardly any stranger uses`,
    );
  },
};

/** How many members use two or more of the identifiers. */
function countOnSeveral(identifiers: readonly CommunityIdentifier[]): number {
  const uses = new Map<number, number>();
  for (const { members } of identifiers) for (const member of members) uses.set(member, (uses.get(member) ?? 0) + 1);
  return [...uses.values()].filter((count) => count >= 2).length;
}
