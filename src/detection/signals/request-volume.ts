import { finding, percent } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/** Among people some are busy; in a ring all are, because that is what it is for. */
export const requestVolume: Signal = {
  name: "request-volume",
  subject: "work",
  weigh({ activeMembers, busyMembers }, { requestVolume: policy }) {
    if (activeMembers === 0) return undefined;
    const share = busyMembers / activeMembers;
    return finding(
      this.name,
      ramp(share, ...policy.range) * policy.weight,
      `${percent(share)} of the accounts are among the busiest tenth of all accounts`,
    );
  },
};
