import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/** Members of one organisation that the provider has verified: colleagues. */
export const verifiedOrganization: Signal = {
  name: "verified-organization",
  subject: "organisation",
  weigh({ organizations, memberCount }, { verifiedOrganization: policy }) {
    const largest = Math.max(0, ...organizations.values());
    return finding(
      this.name,
      ramp(largest / memberCount, ...policy.range) * policy.weight,
      `${largest} of ${memberCount} accounts belong to one verified organisation`,
    );
  },
};
