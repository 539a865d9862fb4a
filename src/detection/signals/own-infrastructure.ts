import { finding, percent } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/** People have homes: addresses that nobody else uses. Accounts that live on a shared pool do not. */
export const ownInfrastructure: Signal = {
  name: "own-infrastructure",
  weigh({ ownAddressShare, memberCount }, { ownInfrastructure: policy }) {
    if (Number.isNaN(ownAddressShare)) return undefined;
    // A family at home has one line for all: that says nothing.
    const few = memberCount < policy.smallest ? 0 : ramp(ownAddressShare, ...policy.few) * policy.fewWeight;
    const many = ramp(ownAddressShare, ...policy.many) * policy.manyWeight;
    const share = percent(ownAddressShare);
    return finding(
      this.name,
      few + many,
      few > 0
        ? `Hardly an address of their own: ${share} of a member's addresses, on average, are used by no other account`
        : `Members have places of their own: ${share} of a member's addresses, on average, are used by no other account`,
    );
  },
};
