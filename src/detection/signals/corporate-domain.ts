import { compareUse } from "../community-facts.ts";
import { finding } from "../finding.ts";
import type { Population } from "../population.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";
import { companyDomains } from "./company-domains.ts";
import { largestWithin } from "./largest-within.ts";

const secondsPerDay = 86_400;

/**
 * Mail addresses on domains that few others use: a company's, or those of companies whose machines stand in one cloud. Anybody can buy
 * a domain. So several are a plea only where some of the accounts are old, and one whose accounts all came at once is only then as well, or
 * where they are no more than a young firm has.
 * Of accounts that are older than the window no mail address is known; but a few addresses do not speak for a crowd.
 */
export const corporateDomain: Signal = {
  name: "corporate-domain",
  subject: "organisation",
  weigh(facts, { corporateDomain: policy }, population) {
    const { members, memberCount } = facts;
    const { hasMail, isLongStanding } = population;
    const domains = companyDomains(facts, policy.outsiders);
    const known = Math.max(
      members.reduce((count, member) => count + hasMail[member], 0),
      Math.ceil(memberCount / 2),
    );
    const old = members.reduce((count, member) => count + isLongStanding[member], 0);
    const ofOneFirm = domains
      .filter((domain) => {
        const { members: on, memberCount: count } = domain;
        return count <= policy.firm || countAtOnce(on, policy.days, population) <= count / 2;
      })
      .toSorted((a, b) => b.memberCount - a.memberCount || compareUse(a, b))
      .slice(0, 1);
    const counted = old >= policy.longStanding * memberCount ? domains : ofOneFirm;
    const onDomains = counted.reduce((sum, domain) => sum + domain.memberCount, 0);
    return finding(
      this.name,
      ramp(onDomains / known, ...policy.range) * policy.weight,
      `${onDomains} of ${known} mail addresses are on ${counted.length === 1 ? "one domain" : `${counted.length} domains`} that few others use`,
    );
  },
};

/** Most of them whose sign-ups lie within so many days. */
function countAtOnce(members: Int32Array, days: number, { accounts }: Population): number {
  const signUps = Float64Array.from(members, (member) => accounts.signedUpAt[member]).filter((at) => !Number.isNaN(at));
  return largestWithin(signUps.sort(), days * secondsPerDay).length;
}
