import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { paymentReuse } from "../../../src/detection/signals/payment-reuse.ts";
import { each, type Somebody, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.paymentReuse;

/** So many accounts, in turn on so many cards. */
const onCards = (count: number, cards: number): Somebody[] =>
  each(count, (number) => ({ uses: { payment_instrument: [`card ${number % cards}`] } }));

describe("payment-reuse", () => {
  test("a purse of cards that go round weighs in full", () => {
    expect(weigh(paymentReuse, onCards(24, 8))).toEqual({
      name: "payment-reuse",
      weight: policy.weight,
      summary: "24 of 24 accounts pay with 8 instruments that 3 or more of them share",
    });
  });

  test("says nothing where everybody has a card", () => {
    expect(weigh(paymentReuse, onCards(24, 24))).toBeUndefined();
  });

  test("says nothing of an office or a family: one card, however many pay with it", () => {
    expect(weigh(paymentReuse, onCards(80, 1))).toBeUndefined();
    expect(weigh(paymentReuse, onCards(5, 1))).toBeUndefined();
  });

  describe("of firms in one cloud", () => {
    /** Eight accounts each on a card and mail domain of its own, but for the first of each, whose domain is given. */
    const firms = (count: number, firstOn: (firm: number) => string): Somebody[] =>
      each(8 * count, (number) => {
        const firm = number % count;
        const domain = number < count ? firstOn(firm) : `firm-${firm}.example`;
        return {
          uses: { payment_instrument: [`card ${firm}`], email: [`${number}@${domain}`], email_domain: [domain] },
        };
      });

    test("says nothing: each has its own card", () => {
      expect(
        weigh(
          paymentReuse,
          firms(8, (firm) => `firm-${firm}.example`),
        ),
      ).toBeUndefined();
    });

    test("but counts the cards of whoever buys domains and cards and deals them out", () => {
      const dealt = firms(8, (firm) => `firm-${(firm + 1) % 8}.example`);
      expect(weigh(paymentReuse, dealt)?.weight).toBe(policy.weight);
    });

    test("and those of domains with more accounts than a young firm has", () => {
      const { firm } = defaultPolicy.signals.corporateDomain;
      const large = firms(8, (number) => `firm-${number}.example`).map(({ uses }, number) => {
        const domain = `firm-${number % 2}.example`;
        return { uses: { ...uses, email: [`${number}@${domain}`], email_domain: [domain] } };
      });
      expect(large.length / 2).toBeGreaterThan(firm);
      expect(weigh(paymentReuse, large)?.weight).toBe(policy.weight);
    });
  });

  test("says nothing of couples who share a card each", () => {
    expect(policy.sharers).toBeGreaterThan(2);
    expect(weigh(paymentReuse, onCards(24, 12))).toBeUndefined();
  });

  test("says little of an office with a card for each of two departments", () => {
    expect(weigh(paymentReuse, onCards(40, 2))?.weight).toBeLessThan(policy.weight / 4);
  });

  test("says nothing where the shared cards are a small part's", () => {
    const few = Math.floor(policy.range[0] * 60);
    const members = [
      ...onCards(few, few / 3),
      ...each(60 - few, (number) => ({ uses: { payment_instrument: [`own ${number}`] } })),
    ];
    expect(weigh(paymentReuse, members)).toBeUndefined();
  });
});
