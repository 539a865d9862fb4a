import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";
import { cardsGoingRound } from "./cards-going-round.ts";
import { membersOn } from "./members-on.ts";

/** Several cards that go round. One card for everybody is an office or a family; a pool of cards is a purse. */
export const paymentReuse: Signal = {
  name: "payment-reuse",
  subject: "payment",
  weigh(facts, { paymentReuse: policy }) {
    const reused = cardsGoingRound(facts, policy.sharers);
    const memberCount = membersOn(reused);
    const share = ramp(memberCount / facts.memberCount, ...policy.range);
    return finding(
      this.name,
      share * ramp(reused.length, ...policy.instruments) * policy.weight,
      `${memberCount} of ${facts.memberCount} accounts pay with ${reused.length} instruments that ${policy.sharers} or more of them share`,
    );
  },
};
