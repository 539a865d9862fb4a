import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/** Groups of people grow slowly: some of them have been customers for long. Fake accounts are young, because they do not last. */
export const longStanding: Signal = {
  name: "long-standing",
  subject: "sign-ups",
  weigh({ members, memberCount }, { longStanding: policy }, { isLongStanding }) {
    const count = members.reduce((sum, member) => sum + isLongStanding[member], 0);
    return finding(
      this.name,
      ramp(count / memberCount, ...policy.range) * policy.weight,
      `${count} of ${memberCount} accounts were customers before everything that the run looks at`,
    );
  },
};
