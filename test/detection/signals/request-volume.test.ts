import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { requestVolume } from "../../../src/detection/signals/request-volume.ts";
import { each, type Somebody, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.requestVolume;

/** So many accounts with so many requests on each of ten days. Strangers make 10 to 109 of them, one in ten 100 or more. */
const making = (count: number, requestsPerDay: number): Somebody[] =>
  each(count, () => ({ activeDays: 10, requestsPerDay }));

describe("request-volume", () => {
  test("a ring where all are busy weighs in full", () => {
    expect(weigh(requestVolume, making(20, 400))).toEqual({
      name: "request-volume",
      weight: policy.weight,
      summary: "100 % of the accounts are among the busiest tenth of all accounts",
    });
  });

  test("says nothing of a class that does its exercise", () => {
    expect(weigh(requestVolume, making(20, 20))).toBeUndefined();
  });

  test("says nothing of an office where every fifth is busy", () => {
    expect(policy.range[0]).toBeGreaterThan(0.2);
    expect(weigh(requestVolume, [...making(16, 30), ...making(4, 400)])).toBeUndefined();
  });

  test("counts by the day: who made as many requests in ten times the days is not busy", () => {
    const patient = each(20, () => ({ activeDays: 80, requestsPerDay: 50 }));
    expect(weigh(requestVolume, patient)).toBeUndefined();
  });

  test("accounts that sleep do not hide those that work", () => {
    const finding = weigh(requestVolume, [...making(10, 400), ...each(50, () => ({}))]);
    expect(finding?.weight).toBe(policy.weight);
  });

  test("says nothing of accounts that were never active", () => {
    expect(
      weigh(
        requestVolume,
        each(20, () => ({})),
      ),
    ).toBeUndefined();
  });
});
