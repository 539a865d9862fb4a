import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { longStanding } from "../../../src/detection/signals/long-standing.ts";
import { day, each, type Somebody, someStrangers, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.longStanding;

/** Twenty accounts, so many of them without a sign-up in sight. */
const unseen = (count: number): Somebody[] =>
  each(20, (number) => (number < count ? {} : { signedUpAt: number * day }));

describe("long-standing", () => {
  test("a group of which half were customers before the window speaks for innocence", () => {
    expect(weigh(longStanding, unseen(10))).toEqual({
      name: "long-standing",
      weight: policy.weight,
      summary: "10 of 20 accounts were customers before everything that the run looks at",
    });
    expect(policy.weight).toBeLessThan(0);
  });

  test("a sign-up that was seen, but lies before the window, says the same", () => {
    const old = each(20, () => ({ signedUpAt: -defaultPolicy.windowDays * day - 1 }));
    expect(weigh(longStanding, old)?.weight).toBe(policy.weight);
  });

  test("says nothing of a ring that is younger than the window", () => {
    expect(weigh(longStanding, unseen(0))).toBeUndefined();
  });

  test("says nothing of a ring with one old account that was bought", () => {
    expect(weigh(longStanding, unseen(1))).toBeUndefined();
  });

  test("says nothing where the provider sends no sign-ups", () => {
    const strangers = someStrangers.map(({ signedUpAt: _, ...stranger }) => stranger);
    expect(weigh(longStanding, unseen(20), strangers)).toBeUndefined();
  });
});
