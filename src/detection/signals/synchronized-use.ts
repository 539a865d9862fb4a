import type { IdentifierIndex } from "../../graph/identifier-index.ts";
import { identifierKinds } from "../../model/identifier.ts";
import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

const secondsPerDay = 86_400;

/**
 * Accounts that meet on the same days now in one network and now in another. People who belong together meet in one place, which
 * most of them use, and go home to different ones; build runners meet in their cloud's two or three networks, all of them. A pool of proxies has
 * its accounts meet in dozens, some here and some there.
 *
 * @see Cao, Yang, Yu and Palow, "Uncovering large groups of active malicious accounts in online social networks" (SynchroTrap), CCS 2014,
 *   doi:10.1145/2660267.2660269, on accounts that act together from few addresses within a time
 */
export const synchronizedUse: Signal = {
  name: "synchronized-use",
  subject: "addresses",
  weigh({ shared, memberCount }, { synchronizedUse: policy }, { index }) {
    if (memberCount < policy.smallest) return undefined;
    const metAt = new Map<number, number[]>();
    for (const network of shared) {
      if (network.kind !== identifierKinds.ip_prefix.code) continue;
      if (network.strangerCount > policy.outsiders * network.memberCount) continue;
      if (network.memberCount > policy.mostShare * memberCount) continue;
      for (const { member, at } of meetings(network.identifier, network.members, index)) {
        const known = metAt.get(member);
        if (known) known.push(at);
        else metAt.set(member, [at]);
      }
    }
    let moving = 0;
    for (const times of metAt.values()) if (areClose(times.sort(byTime), policy.days * secondsPerDay)) moving++;
    return finding(
      this.name,
      ramp(moving / memberCount, ...policy.range) * policy.weight,
      `${moving} of ${memberCount} accounts met others of the group in two networks or more within ${policy.days} days`,
    );
  },
};

/** The members that were in a network within a day of another, and since when they were. */
function* meetings(
  network: number,
  members: Int32Array,
  index: IdentifierIndex,
): Iterable<{ readonly member: number; readonly at: number }> {
  const stays = Array.from(members, (member) => {
    const sighting = sightingOf(member, network, index);
    return { member, at: index.firstSeen[sighting], until: index.lastSeen[sighting] + secondsPerDay };
  }).sort((a, b) => a.at - b.at || a.member - b.member);
  let until = Number.NEGATIVE_INFINITY;
  for (const [place, stay] of stays.entries()) {
    const next = stays[place + 1];
    if (stay.at <= until || (next !== undefined && next.at <= stay.until)) yield stay;
    until = Math.max(until, stay.until);
  }
}

/** Where an account's sighting of an identifier stands; the account's sightings are in the order of the identifiers. */
function sightingOf(account: number, identifier: number, index: IdentifierIndex): number {
  let low = index.accountStart[account];
  let high = index.accountStart[account + 1] - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (index.identifier[middle] < identifier) low = middle + 1;
    else high = middle;
  }
  return low;
}

const byTime = (a: number, b: number): number => a - b;

/** Whether any two of some times, ascending, lie within so many seconds. */
function areClose(times: readonly number[], seconds: number): boolean {
  return times.some((time, place) => place > 0 && time - times[place - 1] <= seconds);
}
