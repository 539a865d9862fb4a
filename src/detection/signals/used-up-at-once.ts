import { identifierKinds } from "../../model/identifier.ts";
import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

const deviceCode = identifierKinds.device_id.code;

/**
 * Accounts that one device made and used up in less than half a minute each, and that were never heard of again. Nobody
 * fills in forms so fast, and whoever was curious comes back, has a phone or goes somewhere. Of a shop's sign-ups in groups on one device and
 * one address, all 1,294 that were used within two minutes and never again were fraud; of the other 134, eight.
 */
export const usedUpAtOnce: Signal = {
  name: "used-up-at-once",
  subject: "devices",
  weigh({ members, memberCount, shared }, { usedUpAtOnce: policy }, { accounts, addresses, hasOwnDevice, endsAt }) {
    const isOnOneDevice = shared.some(({ kind, memberCount: users }) => kind === deviceCode && users === memberCount);
    if (!isOnOneDevice) return undefined;
    const begunAt = members.reduce((first, member) => Math.min(first, accounts.signedUpAt[member]), Infinity);
    const seconds = policy.secondsEach * (memberCount - 1);
    const usedUp = members.filter((member) => {
      const isOver = accounts.lastEventAt[member] <= begunAt + seconds;
      return isOver && accounts.usageEvents[member] > 0 && addresses[member] <= 1 && !hasOwnDevice[member];
    }).length;
    // Before that they may still come back.
    if (!(endsAt - begunAt >= policy.days * 86_400)) return undefined;
    return finding(
      this.name,
      ramp(usedUp / memberCount, ...policy.range) * policy.weight,
      `${usedUp} of ${memberCount} accounts were signed up and used on one device within ${seconds} seconds, all of them, and never again`,
    );
  },
};
