import { identifierKinds } from "../../model/identifier.ts";
import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";
import { reuseOf } from "./reuse.ts";

/** One machine, many accounts. A family shares a tablet; a farm shares them all. */
export const deviceReuse: Signal = {
  name: "device-reuse",
  weigh(facts, { deviceReuse: policy }) {
    const { reused, memberCount } = reuseOf(facts, identifierKinds.device_id.code, policy.sharers);
    return finding(
      this.name,
      ramp(memberCount / facts.memberCount, ...policy.range) * policy.weight,
      `${memberCount} of ${facts.memberCount} accounts were used on ${reused.length === 1 ? "one device" : `${reused.length} devices`} that ${policy.sharers} or more of them share`,
    );
  },
};
