import { identifierKinds } from "../../model/identifier.ts";
import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";
import { largestWithin } from "./largest-within.ts";

/**
 * One device that signs up account after account. Among a shop's sign-ups, 91 % of the groups made within two minutes on one device
 * and one address were fraud; of the devices that were shared without one address, 27 %.
 */
export const deviceBurst: Signal = {
  name: "device-burst",
  weigh({ shared, memberCount }, { deviceBurst: policy }, { accounts }) {
    let inBursts = 0;
    for (const { kind, members } of shared) {
      if (kind !== identifierKinds.device_id.code) continue;
      const signUps = Float64Array.from(members, (member) => accounts.signedUpAt[member]).filter(
        (at) => !Number.isNaN(at),
      );
      const burst = largestWithin(signUps.sort(), policy.minutes * 60);
      if (burst >= policy.sharers) inBursts += burst;
    }
    const share = Math.min(1, inBursts / memberCount);
    return finding(
      this.name,
      ramp(share, ...policy.range) * policy.weight,
      `${Math.min(inBursts, memberCount)} of ${memberCount} accounts signed up on one device within ${policy.minutes} minutes of ${policy.sharers - 1} others`,
    );
  },
};
