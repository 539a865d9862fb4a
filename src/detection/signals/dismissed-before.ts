import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/** People of whom an analyst has said that they are no ring. They speak for themselves only: a few of them acquit no crowd. */
export const dismissedBefore: Signal = {
  name: "dismissed-before",
  subject: "precedents",
  weigh({ precedents, memberCount }, { dismissedBefore: policy }) {
    const count = precedents.dismissedMembers;
    return finding(
      this.name,
      ramp(count / memberCount, ...policy.range) * policy.weight,
      `${count} of ${memberCount} accounts were in a ring that an analyst dismissed`,
    );
  },
};
