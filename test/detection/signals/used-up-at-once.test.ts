import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { usedUpAtOnce } from "../../../src/detection/signals/used-up-at-once.ts";
import { day, each, type Somebody, someStrangers, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.usedUpAtOnce;
const start = 10 * day;

/** So many accounts of one device at one address, made so many seconds apart and used five seconds later, with something changed. */
const madeAndUsed = (count: number, apartSeconds: number, changed: Partial<Somebody> = {}): Somebody[] =>
  each(count, (number) => ({
    signedUpAt: start + number * apartSeconds,
    lastEventAt: start + number * apartSeconds + 5,
    hours: [9],
    activeDays: 1,
    uses: { ip: ["line"], device_id: ["device"] },
    ...changed,
  }));

describe("used-up-at-once", () => {
  test("three accounts made and used in half a minute weigh in full", () => {
    expect(weigh(usedUpAtOnce, madeAndUsed(3, 10))).toEqual({
      name: "used-up-at-once",
      weight: policy.weight,
      summary: "3 of 3 accounts were signed up and used on one device within 60 seconds, all of them, and never again",
    });
  });

  test.each<[string, Partial<Somebody>]>([
    ["who come back", { lastEventAt: start + 3 * day }],
    ["who never used them", { hours: [] }],
    ["who go somewhere else as well", { uses: { ip: ["line", "library"], device_id: ["device"] } }],
    ["who have devices of their own and none in common", { uses: { ip: ["line"] } }],
  ])("says nothing of people %s", (_, changed) => {
    expect(weigh(usedUpAtOnce, madeAndUsed(3, 10, changed))).toBeUndefined();
  });

  test("says nothing of a family on its tablet, each with a phone of their own", () => {
    const family = madeAndUsed(3, 10).map((child, number) => {
      return { ...child, uses: { ip: ["line"], device_id: ["device", `phone ${number}`] } };
    });
    expect(weigh(usedUpAtOnce, family)).toBeUndefined();
  });

  test.each([2, 3, 5])("says nothing of a family of %d on one tablet, a minute each", (size) => {
    expect(weigh(usedUpAtOnce, madeAndUsed(size, 60))).toBeUndefined();
  });

  test("two within the policy's seconds are at once, a second more is not", () => {
    const seconds = policy.secondsEach - 5;
    expect(weigh(usedUpAtOnce, madeAndUsed(2, seconds))?.weight).toBe(policy.weight);
    expect(weigh(usedUpAtOnce, madeAndUsed(2, seconds + 1))).toBeUndefined();
  });

  test("says nothing before they had time to come back", () => {
    const endsAfter = (days: number) =>
      someStrangers.map((somebody) => ({ ...somebody, lastEventAt: start + days * day }));
    expect(weigh(usedUpAtOnce, madeAndUsed(3, 10), endsAfter(policy.days))).toBeDefined();
    expect(weigh(usedUpAtOnce, madeAndUsed(3, 10), endsAfter(policy.days - 1))).toBeUndefined();
  });
});
