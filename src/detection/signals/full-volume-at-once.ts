import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/** New, and at once at work as the busiest are. People try a thing before they rely on it; a script knows from the start what it wants. */
export const fullVolumeAtOnce: Signal = {
  name: "full-volume-at-once",
  subject: "work",
  weigh({ members }, { fullVolumeAtOnce: policy }, { firstDaysRequests, manyFirstDaysRequests }) {
    const started = members.filter((member) => firstDaysRequests[member] > 0);
    if (started.length < policy.smallest) return undefined;
    const atOnce = started.filter((member) => firstDaysRequests[member] > manyFirstDaysRequests).length;
    return finding(
      this.name,
      ramp(atOnce / started.length, ...policy.range) * policy.weight,
      `${atOnce} of ${started.length} accounts made more requests in their first ${policy.days} days than nine in ten of all new accounts`,
    );
  },
};
