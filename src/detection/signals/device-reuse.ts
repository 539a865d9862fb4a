import { identifierKinds } from "../../model/identifier.ts";
import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/**
 * Several devices with many accounts each, and accounts with no other device. A family shares a tablet and a library its desks, but
 * their people have a phone at home; a farm is nothing but shared devices.
 */
export const deviceReuse: Signal = {
  name: "device-reuse",
  subject: "devices",
  weigh(facts, { deviceReuse: policy }, { hasOwnDevice }) {
    const reused = facts.shared.filter(({ kind, memberCount }) => {
      return kind === identifierKinds.device_id.code && memberCount >= policy.sharers;
    });
    const withoutOwn = new Set(reused.flatMap(({ members }) => [...members.filter((member) => !hasOwnDevice[member])]));
    const share = ramp(withoutOwn.size / facts.memberCount, ...policy.range);
    return finding(
      this.name,
      share * ramp(reused.length, ...policy.devices) * policy.weight,
      `${withoutOwn.size} of ${facts.memberCount} accounts have no device but ${reused.length} that ${policy.sharers} or more of them share`,
    );
  },
};
