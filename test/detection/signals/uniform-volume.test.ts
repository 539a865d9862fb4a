import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { uniformVolume } from "../../../src/detection/signals/uniform-volume.ts";
import { type Somebody, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.uniformVolume;

/** One account for each number of requests a day. */
const making = (requestsPerDay: readonly number[], activeDays = 10): Somebody[] =>
  requestsPerDay.map((requests) => ({ activeDays, requestsPerDay: requests }));

const alike = [90, 95, 100, 105, 110, 92, 98, 102, 107, 99];
/** What people make: some ten times as much as others. */
const unlike = [2, 5, 9, 20, 30, 45, 80, 120, 7, 15];

describe("uniform-volume", () => {
  test("accounts that one scheduler feeds weigh in full", () => {
    expect(weigh(uniformVolume, making(alike))).toEqual({
      name: "uniform-volume",
      weight: policy.weight,
      summary: "10 accounts work alike: two in three make between 1/1.1 and 1.1 times the typical requests a day",
    });
  });

  test("says nothing of an office, where some do ten times as much as others", () => {
    expect(weigh(uniformVolume, making(unlike))).toBeUndefined();
  });

  test("says nothing of a class: all did the same exercise, in one lesson", () => {
    expect(weigh(uniformVolume, making(alike, policy.activeDays - 1))).toBeUndefined();
  });

  test("says nothing of a handful, who may be alike by chance", () => {
    expect(weigh(uniformVolume, making(alike.slice(0, policy.smallest - 1)))).toBeUndefined();
  });

  test("what counts is the proportion, not the amount", () => {
    const busy = making(alike.map((requests) => requests * 50));
    expect(weigh(uniformVolume, busy)?.summary).toBe(weigh(uniformVolume, making(alike))?.summary);
  });
});
