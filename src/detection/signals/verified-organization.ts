import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/** Members of an organisation that the provider has verified: colleagues. Machines of several such firms in one cloud are as innocent. */
export const verifiedOrganization: Signal = {
  name: "verified-organization",
  subject: "organisation",
  weigh({ organizations, signUps, memberCount }, { verifiedOrganization: policy }) {
    const sizes = [...organizations.values()].filter((size) => size >= policy.colleagues);
    const count = sizes.reduce((sum, size) => sum + size, 0);
    if (count === 0) return undefined;
    // An organisation is named at the sign-up, which of old accounts nobody has seen. But a few do not speak for a crowd.
    const known = Math.max(count, signUps.length, Math.ceil(memberCount / 2));
    return finding(
      this.name,
      ramp(count / known, ...policy.range) * policy.weight,
      `${count} of ${known} accounts whose sign-up was seen belong to ${sizes.length === 1 ? "one verified organisation" : `${sizes.length} verified organisations`}`,
    );
  },
};
