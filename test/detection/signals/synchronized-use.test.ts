import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { synchronizedUse } from "../../../src/detection/signals/synchronized-use.ts";
import { day, each, type Somebody, type Use, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.synchronizedUse;

/** In a network on one day. */
const on = (network: string, atDay: number): Use => ({ value: network, first: atDay * day, last: atDay * day + 60 });

/** Forty accounts that go through twenty networks in pairs, another partner and another network every day. */
function aPool(daysApart = 1): Somebody[] {
  return each(40, (number) => ({
    uses: {
      payment_instrument: ["the card"],
      ip_prefix: [
        on(`proxy ${number % 20}`, 0),
        on(`proxy ${(3 * Math.floor(number / 2)) % 20} on the next day`, daysApart),
      ],
    },
  }));
}

/** Everybody in the office, and in the hotel where they all met; at home alone. */
function anOffice(): Somebody[] {
  return each(40, (number) => ({
    uses: { ip_prefix: [on("the office", 0), on("the hotel", 1), on(`street ${number}`, 0)] },
  }));
}

describe("synchronized-use", () => {
  test("accounts that meet in one network today and in another tomorrow are a pool's", () => {
    expect(weigh(synchronizedUse, aPool())).toEqual({
      name: "synchronized-use",
      weight: policy.weight,
      summary: "40 of 40 accounts met others of the group in two networks or more within 5 days",
    });
  });

  test("says nothing of an office that meets where most of it is", () => {
    expect(weigh(synchronizedUse, anOffice())).toBeUndefined();
  });

  test("says nothing of neighbours, who share a street and meet nowhere else", () => {
    const neighbours = each(40, (number) => ({
      uses: { ip: ["the library"], ip_prefix: [on(`street ${number % 10}`, 0), on(`work ${number}`, 0)] },
    }));
    expect(weigh(synchronizedUse, neighbours)).toBeUndefined();
  });

  test("meetings weeks apart are none", () => {
    expect(weigh(synchronizedUse, aPool(policy.days + 2))).toBeUndefined();
  });

  test("being in one network at different times is no meeting", () => {
    const apart = each(40, (number) => ({
      uses: {
        payment_instrument: ["the card"],
        ip_prefix: [on(`proxy ${number % 20}`, 10 * number), on(`other ${number % 20}`, 10 * number + 1)],
      },
    }));
    expect(weigh(synchronizedUse, apart)).toBeUndefined();
  });

  test("a network full of strangers is no meeting place", () => {
    const strangers = each(20 * 20, (number) => ({
      uses: { ip_prefix: [on(`proxy ${number % 20}`, 0), on(`proxy ${number % 20} on the next day`, 1)] },
    }));
    expect(weigh(synchronizedUse, aPool(), strangers)).toBeUndefined();
  });
});
