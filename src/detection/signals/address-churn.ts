import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/** A new network for every session. People move between home, work and the road; who is handed another exit each time moves far more. */
export const addressChurn: Signal = {
  name: "address-churn",
  subject: "addresses",
  weigh({ members }, { addressChurn: policy }, { accounts, networksPerDay, manyNetworksPerDay }) {
    let watched = 0;
    let roaming = 0;
    for (const member of members) {
      if (accounts.activeDays[member] < policy.activeDays) continue;
      watched++;
      if (networksPerDay[member] > manyNetworksPerDay) roaming++;
    }
    if (watched === 0) return undefined;
    return finding(
      this.name,
      ramp(roaming / watched, ...policy.range) * policy.weight,
      `${roaming} of ${watched} accounts change networks more often than nine in ten of all accounts`,
    );
  },
};
