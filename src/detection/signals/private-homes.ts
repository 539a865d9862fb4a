import { identifierKinds } from "../../model/identifier.ts";
import type { CommunityFacts } from "../community-facts.ts";
import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";
import { cardsGoingRound } from "./cards-going-round.ts";
import { membersOn } from "./members-on.ts";

/**
 * People go home: to an address that nobody else uses and that stays theirs for days. In one subnet with an address each nobody is at
 * home, and the exit that a proxy network lends for an hour is no home.
 *
 * A line for each account can be rented as well. It is no home of somebody whose card goes round among accounts that have no address in common, where
 * there are several such cards: a family meets at home, a firm has one card, and a purse full of cards has nobody at home.
 */
export const privateHomes: Signal = {
  name: "private-homes",
  subject: "homes",
  weigh(facts, { privateHomes: policy, paymentReuse }) {
    const { atHome, memberCount } = facts;
    const addresses = addressesOf(facts);
    const scattered = cardsGoingRound(facts, paymentReuse.sharers).filter(({ members }) => !meet(members, addresses));
    const onScattered = membersOn(scattered, atHome);
    const homes = atHome.length - onScattered * ramp(scattered.length, ...paymentReuse.instruments);
    return finding(
      this.name,
      ramp(homes / memberCount, ...policy.range) * policy.weight,
      `${atHome.length} of ${memberCount} accounts have an address that nobody else uses and that they kept for ${policy.days} days or more${
        onScattered > 0 ? `; ${onScattered} of them pay with cards of accounts elsewhere` : ""
      }`,
    );
  },
};

/** Per account, the addresses that it has in common with another member. */
function addressesOf({ shared }: CommunityFacts): Map<number, number[]> {
  const addresses = new Map<number, number[]>();
  for (const { kind, identifier, members } of shared) {
    if (kind !== identifierKinds.ip.code) continue;
    for (const member of members) {
      const known = addresses.get(member);
      if (known) known.push(identifier);
      else addresses.set(member, [identifier]);
    }
  }
  return addresses;
}

/** Whether two of the accounts have used one address. */
function meet(accounts: Int32Array, addresses: ReadonlyMap<number, readonly number[]>): boolean {
  const used = Array.from(accounts, (account) => addresses.get(account) ?? []).flat();
  return new Set(used).size < used.length;
}
