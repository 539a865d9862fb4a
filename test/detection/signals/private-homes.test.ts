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
});
