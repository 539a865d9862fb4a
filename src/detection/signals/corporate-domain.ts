import { identifierKinds } from "../../model/identifier.ts";
import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/** Members on one mail domain that few others use: a company's. */
export const corporateDomain: Signal = {
  name: "corporate-domain",
  subject: "organisation",
  weigh(facts, { corporateDomain: policy }) {
    const largest = facts.shared
      .filter(({ kind, otherCount, memberCount }) => {
        return kind === identifierKinds.email_domain.code && otherCount <= policy.outsiders * memberCount;
      })
      .reduce((most, { memberCount }) => Math.max(most, memberCount), 0);
    return finding(
      this.name,
      ramp(largest / facts.memberCount, ...policy.range) * policy.weight,
      `${largest} of ${facts.memberCount} accounts have addresses of one mail domain that hardly anybody else has`,
    );
  },
};
