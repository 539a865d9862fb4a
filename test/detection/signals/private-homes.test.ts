import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { privateHomes } from "../../../src/detection/signals/private-homes.ts";
import { day, each, hour, type Somebody, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.privateHomes;

/** Twenty accounts at one shared address, so many of them with an address of their own for so long. */
function atHome(count: number, seconds: number): Somebody[] {
  return each(20, (number) => ({
    uses: {
      ip: ["the office", ...(number < count ? [{ value: `home ${number}`, first: 0, last: seconds }] : [])],
      ip_prefix: ["the office's network", ...(number < count ? [`street ${number}`] : [])],
    },
  }));
}

describe("private-homes", () => {
  test("an office whose people go home speaks for innocence", () => {
    expect(weigh(privateHomes, atHome(15, 20 * day))).toEqual({
      name: "private-homes",
      weight: policy.weight,
      summary: "15 of 20 accounts have an address that nobody else uses and that they kept for 2 days or more",
    });
    expect(policy.weight).toBeLessThan(0);
  });

  test("says nothing of a ring on shared addresses", () => {
    expect(weigh(privateHomes, atHome(0, 0))).toBeUndefined();
  });

  test("an exit that a proxy network lends for an hour is no home", () => {
    expect(weigh(privateHomes, atHome(20, hour))).toBeUndefined();
  });

  test("one member of a ring with a real home acquits nobody", () => {
    expect(weigh(privateHomes, atHome(1, 20 * day))).toBeUndefined();
  });

  test("in one subnet with an address each nobody is at home", () => {
    const subnet = each(20, (number) => ({
      uses: { ip: [{ value: `rented ${number}`, first: 0, last: 20 * day }], ip_prefix: ["rented"] },
    }));
    expect(weigh(privateHomes, subnet)).toBeUndefined();
  });

  /** Accounts with a line each, four to each of eight cards; those of one card also meet at an address where one is given. */
  function onCards(meetAt?: (card: number) => string): Somebody[] {
    return each(32, (number) => {
      const card = Math.floor(number / 4);
      return {
        uses: {
          ip: [{ value: `home ${number}`, first: 0, last: 20 * day }, ...(meetAt ? [meetAt(card)] : [])],
          ip_prefix: [`street ${number}`],
          payment_instrument: [`card ${card}`],
        },
      };
    });
  }

  test("a line for each account is no home of those whose cards go round", () => {
    expect(weigh(privateHomes, onCards())).toBeUndefined();
  });

  test("families that have a card each and meet are at home", () => {
    expect(
      weigh(
        privateHomes,
        onCards((card) => `grandmother ${card}`),
      )?.weight,
    ).toBe(policy.weight);
  });

  test("a firm whose one card everybody pays with has people at home", () => {
    const firm = atHome(20, 20 * day).map((somebody) => ({
      ...somebody,
      uses: { ...somebody.uses, ip: somebody.uses?.ip?.slice(1), payment_instrument: ["the firm's card"] },
    }));
    expect(weigh(privateHomes, firm as Somebody[])?.weight).toBe(policy.weight);
  });
});
