import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { addressChurn } from "../../../src/detection/signals/address-churn.ts";
import { each, type Somebody, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.addressChurn;

/** Active on so many days, in so many networks. Strangers stay in one. */
const moving = (count: number, activeDays: number, networks: number): Somebody[] =>
  each(count, (number) => ({
    activeDays,
    uses: { ip_prefix: each(networks, () => ({})).map((_, place) => `network ${number} ${place}`) },
  }));

describe("address-churn", () => {
  test("a new network for every session weighs in full", () => {
    expect(weigh(addressChurn, moving(20, 10, 15))).toEqual({
      name: "address-churn",
      weight: policy.weight,
      summary: "20 of 20 accounts change networks more often than nine in ten of all accounts",
    });
  });

  test("says nothing of people who stay where they are", () => {
    expect(weigh(addressChurn, moving(20, 10, 0))).toBeUndefined();
  });

  test("says nothing of an office with a few travellers", () => {
    const travellers = 20 * policy.range[0];
    expect(weigh(addressChurn, [...moving(20 - travellers, 10, 0), ...moving(travellers, 10, 15)])).toBeUndefined();
  });

  test("says nothing of a class that was there on one day, at school and at home", () => {
    expect(weigh(addressChurn, moving(20, policy.activeDays - 1, 4))).toBeUndefined();
  });
});
