import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/**
 * People go home: to an address that nobody else uses and that stays theirs for days. In one subnet with an address each nobody is at
 * home, and the exit that a proxy network lends for an hour is no home.
 */
export const privateHomes: Signal = {
  name: "private-homes",
  subject: "homes",
  weigh({ membersAtHome, memberCount }, { privateHomes: policy }) {
    return finding(
      this.name,
      ramp(membersAtHome / memberCount, ...policy.range) * policy.weight,
      `${membersAtHome} of ${memberCount} accounts have an address that nobody else uses and that they kept for ${policy.days} days or more`,
    );
  },
};
