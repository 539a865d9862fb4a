import { finding, percent } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/** People have homes: addresses that nobody else uses. Accounts that live on a shared pool do not. */
export const ownInfrastructure: Signal = {
  name: "own-infrastructure",
  subject: "addresses",
  weigh({ ownAddressShare, memberCount }, { ownInfrastructure: policy }) {
    // A family at home has one line for all: that says nothing.
    if (memberCount < policy.smallest || Number.isNaN(ownAddressShare)) return undefined;
    return finding(
      this.name,
      ramp(ownAddressShare, ...policy.range) * policy.weight,
      `Hardly an address of their own: ${percent(ownAddressShare)} of a member's addresses, on average, are used by no other account`,
    );
  },
};
