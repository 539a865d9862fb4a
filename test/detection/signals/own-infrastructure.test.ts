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
      weight: policy.weight,
      summary: "Hardly an address of their own: 0 % of a member's addresses, on average, are used by no other account",
    });
  });

  test.each([
    ["an office, whose people have homes", 1, 1],
    ["customers of a carrier who are at home now and then", 2, 1],
    ["whoever has one address in six", 5, 1],
  ])("says nothing of %s", (_, shared, own) => {
    expect(weigh(ownInfrastructure, living(shared, own))).toBeUndefined();
  });

  test("says nothing of a family: one line for all is what a home has", () => {
    expect(weigh(ownInfrastructure, living(1, 0).slice(0, policy.smallest - 1))).toBeUndefined();
  });

  test("says nothing where no address is known", () => {
    expect(weigh(ownInfrastructure, living(0, 0))).toBeUndefined();
  });

  test("in one subnet with an address each nobody is at home", () => {
    const subnet = each(20, (number) => ({ uses: { ip: [`rented ${number}`], ip_prefix: ["rented"] } }));
    expect(weigh(ownInfrastructure, subnet)?.weight).toBe(policy.weight);
  });

  test("three neighbours in one prefix of fifty are at home all the same", () => {
    const town = each(50, (number) => ({
      uses: { ip: [`home ${number}`], ip_prefix: [number < 3 ? "one street" : `street ${number}`] },
    }));
    expect(weigh(ownInfrastructure, town)).toBeUndefined();
  });
});
