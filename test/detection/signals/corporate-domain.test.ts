import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { corporateDomain } from "../../../src/detection/signals/corporate-domain.ts";
import { day, each, type Somebody, someStrangers, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.corporateDomain;

/** Accounts with a mail address on the domain, one more every so many days. */
const withMailAt = (count: number, domain: string, everyDays = 2): Somebody[] =>
  each(count, (number) => ({
    signedUpAt: number * everyDays * day,
    uses: { email: [`${number}@${domain}`], email_domain: [domain] },
  }));

/** Customers of old: neither their sign-up nor their mail address was seen. */
const ofOld = (count: number): Somebody[] => each(count, () => ({ activeDays: 10 }));

describe("corporate-domain", () => {
  test("a company's mail domain speaks for innocence", () => {
    expect(weigh(corporateDomain, withMailAt(30, "company.example"))).toEqual({
      name: "corporate-domain",
      weight: policy.weight,
      summary: "30 of 30 mail addresses are on one domain that few others use",
    });
    expect(policy.weight).toBeLessThan(0);
  });

  test("says nothing of a large provider's domain, which strangers use as well", () => {
    expect(weigh(corporateDomain, withMailAt(30, "big.example"))).toBeUndefined();
  });

  test("says nothing of a domain that a ring bought: all on it signed up within days", () => {
    expect(weigh(corporateDomain, withMailAt(30, "bought.example", 0.1))).toBeUndefined();
  });

  test("a young firm may come at once with its build runners, if they are no more than it needs", () => {
    const runners = (count: number) => withMailAt(count, "firm.example", 0.1);
    expect(weigh(corporateDomain, runners(policy.firm))?.summary).toBe(
      `${policy.firm} of ${policy.firm} mail addresses are on one domain that few others use`,
    );
    expect(weigh(corporateDomain, runners(policy.firm + 1))).toBeUndefined();
    const several = ["one", "two", "three"].flatMap((name) => withMailAt(policy.firm, `${name}.example`, 0.1));
    expect(weigh(corporateDomain, several)).toBeUndefined();
  });

  test("a company that signs up in an hour has its plea where some of its people are customers of old", () => {
    const office = [...withMailAt(27, "company.example", 0.001), ...ofOld(5)];
    expect(weigh(corporateDomain, office)?.summary).toBe(
      "27 of 27 mail addresses are on one domain that few others use",
    );
  });

  test("so have the machines of three companies in one cloud, and not a ring on three domains", () => {
    const machines = ["one", "two", "three"].flatMap((name) => withMailAt(8, `${name}.example`));
    expect(weigh(corporateDomain, [...machines, ...ofOld(8)])?.summary).toBe(
      "24 of 24 mail addresses are on 3 domains that few others use",
    );
    expect(weigh(corporateDomain, machines)).toBeUndefined();
  });

  test("says nothing where every member has another domain", () => {
    const everywhere = each(30, (number) => ({ uses: { email: [`${number}`], email_domain: [`${number}.example`] } }));
    expect(weigh(corporateDomain, everywhere)).toBeUndefined();
  });

  test("a card that all pay with is no mail domain", () => {
    const payers = each(30, (number) => ({ uses: { email: [`${number}`], payment_instrument: ["card"] } }));
    expect(weigh(corporateDomain, payers)).toBeUndefined();
  });

  test("says nothing of a ring with a few employees of one company among it", () => {
    const few = 30 * policy.range[0];
    expect(
      weigh(corporateDomain, [...withMailAt(few, "company.example"), ...withMailAt(30 - few, "big.example")]),
    ).toBeUndefined();
  });

  test("a domain is the company's up to the policy's share of outsiders", () => {
    const among = (outsiders: number) => [...someStrangers, ...withMailAt(outsiders, "company.example")];
    const colleagues = withMailAt(40, "company.example");
    expect(weigh(corporateDomain, colleagues, among(40 * policy.outsiders))).toBeDefined();
    expect(weigh(corporateDomain, colleagues, among(40 * policy.outsiders + 1))).toBeUndefined();
  });
});
