import type { IdentifierIndex } from "../../graph/identifier-index.ts";
import { identifierKinds } from "../../model/identifier.ts";
import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";
import { largestWithin } from "./largest-within.ts";

/**
 * One device that signs up account after account, faster than people fill in forms, for accounts that have no other device. Among a
 * shop's sign-ups, 91 % of the groups made within two minutes on one device and one address were fraud; of the devices that were
 * shared without one address, 27 %.
 */
export const deviceBurst: Signal = {
  name: "device-burst",
  subject: "devices",
  weigh({ shared, memberCount }, { deviceBurst: policy }, { accounts, hasOwnDevice, index }) {
    const inBursts = new Set<number>();
    for (const { kind, identifier, members } of shared) {
      if (kind !== identifierKinds.device_id.code) continue;
      const signedUpHere = members.filter((member) => {
        const delay = firstSeenOn(index, member, identifier) - accounts.signedUpAt[member];
        return !hasOwnDevice[member] && Math.abs(delay) <= policy.minutes * 60;
      });
      signedUpHere.sort((a, b) => accounts.signedUpAt[a] - accounts.signedUpAt[b] || a - b);
      const burst = largestWithin(
        signedUpHere.map((member) => accounts.signedUpAt[member]),
        policy.minutes * 60,
      );
      if (burst.length < policy.sharers) continue;
      for (let place = burst.first; place < burst.first + burst.length; place++) inBursts.add(signedUpHere[place]);
    }
    return finding(
      this.name,
      ramp(inBursts.size / memberCount, ...policy.range) * policy.weight,
      `${inBursts.size} of ${memberCount} accounts signed up on one device within ${policy.minutes} minutes of ${policy.sharers - 1} others`,
    );
  },
};

function firstSeenOn(index: IdentifierIndex, account: number, identifier: number): number {
  for (let sighting = index.accountStart[account]; sighting < index.accountStart[account + 1]; sighting++) {
    if (index.identifier[sighting] === identifier) return index.firstSeen[sighting];
  }
  return Number.NaN;
}
