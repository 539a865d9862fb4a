import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { corporateDomain } from "../../../src/detection/signals/corporate-domain.ts";
import { each, type Somebody, someStrangers, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.corporateDomain;

const withMailAt = (count: number, domain: string): Somebody[] =>
  each(count, () => ({ uses: { email_domain: [domain] } }));

describe("corporate-domain", () => {
  test("a company's mail domain speaks for innocence", () => {
    expect(weigh(corporateDomain, withMailAt(30, "company.example"))).toEqual({
      name: "corporate-domain",
      weight: policy.weight,
      summary: "30 of 30 accounts have addresses of one mail domain that hardly anybody else has",
    });
    expect(policy.weight).toBeLessThan(0);
  });

  test("says nothing of a large provider's domain, which strangers use as well", () => {
    expect(weigh(corporateDomain, withMailAt(30, "big.example"))).toBeUndefined();
  });

  test("says nothing where every member has another domain", () => {
    expect(
      weigh(
        corporateDomain,
        each(30, (number) => ({ uses: { email_domain: [`${number}.example`] } })),
      ),
    ).toBeUndefined();
  });

  test("a card that all pay with is no mail domain", () => {
    expect(
      weigh(
        corporateDomain,
        each(30, () => ({ uses: { payment_instrument: ["card"] } })),
      ),
    ).toBeUndefined();
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
