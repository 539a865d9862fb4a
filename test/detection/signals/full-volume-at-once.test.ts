import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { fullVolumeAtOnce } from "../../../src/detection/signals/full-volume-at-once.ts";
import { day, each, type Somebody, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.fullVolumeAtOnce;

/** Twenty new accounts with so many requests on each of ten days. Strangers make 10 to 109. */
const starting = (requestsPerDay: number): Somebody[] =>
  each(20, () => ({ signedUpAt: 30 * day, activeDays: 10, requestsPerDay }));

describe("full-volume-at-once", () => {
  test("new accounts that are busy from the first day on weigh in full", () => {
    expect(weigh(fullVolumeAtOnce, starting(400))).toEqual({
      name: "full-volume-at-once",
      weight: policy.weight,
      summary: "20 of 20 accounts made more requests in their first 3 days than nine in ten of all new accounts",
    });
  });

  test("says nothing of a class that does its exercise", () => {
    expect(weigh(fullVolumeAtOnce, starting(20))).toBeUndefined();
  });

  test("says nothing of an office that has been busy for long: nobody saw it start", () => {
    const office = starting(400).map(({ signedUpAt: _, ...clerk }) => clerk);
    expect(weigh(fullVolumeAtOnce, office)).toBeUndefined();
  });

  test("says nothing of an office with a few who start in a hurry", () => {
    const hurried = 20 * policy.range[0];
    expect(
      weigh(fullVolumeAtOnce, [...starting(400).slice(0, hurried), ...starting(20).slice(hurried)]),
    ).toBeUndefined();
  });

  test("says nothing of a handful", () => {
    expect(weigh(fullVolumeAtOnce, starting(400).slice(0, policy.smallest - 1))).toBeUndefined();
  });
});
