import type { CommunityIdentifier } from "../community-facts.ts";
import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";
import { cardsGoingRound } from "./cards-going-round.ts";
import { companyDomains } from "./company-domains.ts";
import { membersOn } from "./members-on.ts";

/**
 * Several cards that go round. One card for everybody is an office or a family; a pool of cards is a purse. Cards of firms whose machines stand
 * in one cloud are none: each pays for the accounts on one mail domain, of no more than a young firm has.
 */
export const paymentReuse: Signal = {
  name: "payment-reuse",
  subject: "payment",
  weigh(facts, { paymentReuse: policy, corporateDomain }, { hasMail }) {
    const firms = companyDomains(facts, corporateDomain.outsiders)
      .filter(({ memberCount }) => memberCount <= corporateDomain.firm)
      .map(({ members }) => new Set(members));
    const reused = cardsGoingRound(facts, policy.sharers).filter((card) => !isOfOneFirm(card, firms, hasMail));
    const memberCount = membersOn(reused);
    const share = ramp(memberCount / facts.memberCount, ...policy.range);
    return finding(
      this.name,
      share * ramp(reused.length, ...policy.instruments) * policy.weight,
      `${memberCount} of ${facts.memberCount} accounts pay with ${reused.length} instruments that ${policy.sharers} or more of them share`,
    );
  },
};

/** Whether all who pay with a card are on one domain, as far as their mail addresses are known: of half of them at least. */
function isOfOneFirm(
  { members, memberCount }: CommunityIdentifier,
  firms: readonly ReadonlySet<number>[],
  hasMail: Uint8Array,
): boolean {
  const known = members.filter((member) => hasMail[member] === 1);
  return 2 * known.length >= memberCount && firms.some((firm) => known.every((member) => firm.has(member)));
}
