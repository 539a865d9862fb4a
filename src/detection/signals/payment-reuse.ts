import { identifierKinds } from "../../model/identifier.ts";
import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";
import { reuseOf } from "./reuse.ts";

/** Several cards that go round. One card for everybody is an office or a family; a pool of cards is a purse. */
export const paymentReuse: Signal = {
  name: "payment-reuse",
  weigh(facts, { paymentReuse: policy }) {
    const { reused, memberCount } = reuseOf(facts, identifierKinds.payment_instrument.code, policy.sharers);
    if (reused.length < policy.cards) return undefined;
    return finding(
      this.name,
      ramp(memberCount / facts.memberCount, ...policy.range) * policy.weight,
      `${memberCount} of ${facts.memberCount} accounts pay with ${reused.length} instruments that ${policy.sharers} or more of them share`,
    );
  },
};
