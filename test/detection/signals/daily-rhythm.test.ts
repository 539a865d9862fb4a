import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { dailyRhythm } from "../../../src/detection/signals/daily-rhythm.ts";
import { aroundTheClock, each, hoursFrom, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.dailyRhythm;

/** Twenty accounts that are active in the same hours, on ten days each. */
const activeIn = (hours: readonly number[]) => each(20, () => ({ hours, activeDays: 10 }));

describe("daily-rhythm", () => {
  test("accounts that never sleep weigh in full, and the sentence can be checked", () => {
    expect(weigh(dailyRhythm, activeIn(aroundTheClock))).toEqual({
      name: "daily-rhythm",
      weight: policy.roundWeight,
      summary:
        "Active around the clock: the quietest 8 hours of the day hold 33.3 % of the activity (33.3 % would be perfectly even)",
    });
  });

  test("an office speaks for innocence: it goes home at night", () => {
    expect(weigh(dailyRhythm, activeIn(hoursFrom(8, 18)))).toEqual({
      name: "daily-rhythm",
      weight: policy.humanWeight,
      summary: "Active in human hours: the quietest 8 hours of the day hold 0.0 % of the activity",
    });
  });

  test("an office on the other side of the world sleeps at another time, and is as innocent", () => {
    expect(weigh(dailyRhythm, activeIn(hoursFrom(20, 6)))?.weight).toBe(policy.humanWeight);
  });

  test("counts the quiet hours round midnight as well", () => {
    expect(weigh(dailyRhythm, activeIn(hoursFrom(4, 20)))?.summary).toBe(
      "Active in human hours: the quietest 8 hours of the day hold 0.0 % of the activity",
    );
  });

  test("says nothing of an office with a branch eight hours away", () => {
    const branches = [...each(20, () => ({ hours: hoursFrom(6, 16), activeDays: 10 })), ...activeIn(hoursFrom(14, 0))];
    expect(weigh(dailyRhythm, branches)).toBeUndefined();
  });

  test("weighs by half where it has seen half of the account-hours that it needs", () => {
    const days = policy.hoursForFullWeight / 24 / 2;
    const half = [...each(1, () => ({ hours: aroundTheClock, activeDays: Math.floor(days) }))];
    const seen = Math.floor(days) * 24;
    expect(weigh(dailyRhythm, half)?.weight).toBeCloseTo((policy.roundWeight * seen) / policy.hoursForFullWeight, 3);
  });

  test("says nothing of accounts that were never active", () => {
    expect(
      weigh(
        dailyRhythm,
        each(20, () => ({})),
      ),
    ).toBeUndefined();
  });
});
