import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";
import { largestWithin } from "./largest-within.ts";

/** Sign-ups close together, as scripts make them. A class does so as well: alone it says little. */
export const signupBurst: Signal = {
  name: "signup-burst",
  subject: "sign-ups",
  weigh({ signUps, memberCount }, { signupBurst: policy }) {
    const burst = largestWithin(signUps, policy.minutes * 60).length;
    if (burst < policy.smallest) return undefined;
    return finding(
      this.name,
      ramp(burst / memberCount, ...policy.range) * policy.weight,
      `${burst} of ${memberCount} accounts signed up within ${policy.minutes} minutes`,
    );
  },
};
