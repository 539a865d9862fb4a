import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { ownInfrastructure } from "../../../src/detection/signals/own-infrastructure.ts";
import { each, type Somebody, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.ownInfrastructure;

/** Twenty accounts on so many shared addresses each, and so many of their own. */
function living(shared: number, own: number): Somebody[] {
  return each(20, (number) => ({
    uses: {
      ip: [
        ...each(shared, () => ({})).map((_, position) => `shared ${position}`),
        ...each(own, () => ({})).map((_, position) => `home ${number} ${position}`),
      ],
    },
  }));
}

describe("own-infrastructure", () => {
  test("accounts without an address of their own weigh in full", () => {
    expect(weigh(ownInfrastructure, living(4, 0))).toEqual({
      name: "own-infrastructure",
      weight: policy.fewWeight,
      summary: "Hardly an address of their own: 0 % of a member's addresses, on average, are used by no other account",
    });
  });

  test("an office speaks for innocence: its people have homes", () => {
    expect(weigh(ownInfrastructure, living(1, 1))).toEqual({
      name: "own-infrastructure",
      weight: policy.manyWeight,
      summary:
        "Members have places of their own: 50 % of a member's addresses, on average, are used by no other account",
    });
  });

  test("customers of a carrier who are at home now and then speak for innocence as well", () => {
    expect(weigh(ownInfrastructure, living(2, 1))?.weight).toBeLessThan(0);
  });

  test("says nothing between the two ranges", () => {
    const [few, many] = [policy.few[0], policy.many[0]];
    expect(1 / 6).toBeGreaterThan(few);
    expect(1 / 6).toBeLessThan(many);
    expect(weigh(ownInfrastructure, living(5, 1))).toBeUndefined();
  });

  test("says nothing where no address is known", () => {
    expect(weigh(ownInfrastructure, living(0, 0))).toBeUndefined();
  });

  test("in one subnet with an address each nobody is at home", () => {
    const subnet = each(20, (number) => ({ uses: { ip: [`rented ${number}`], ip_prefix: ["rented"] } }));
    expect(weigh(ownInfrastructure, subnet)?.weight).toBe(policy.fewWeight);
  });

  test("three neighbours in one prefix of fifty are at home all the same", () => {
    const town = each(50, (number) => ({
      uses: { ip: [`home ${number}`], ip_prefix: [number < 3 ? "one street" : `street ${number}`] },
    }));
    expect(weigh(ownInfrastructure, town)?.summary).toContain("100 % of a member's addresses");
  });
});
