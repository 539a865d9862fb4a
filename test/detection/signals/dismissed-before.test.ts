import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { dismissedBefore } from "../../../src/detection/signals/dismissed-before.ts";
import { each, type Somebody, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.dismissedBefore;

const withDismissed = (count: number, all: number, decided: Somebody["decided"] = "dismissed"): Somebody[] =>
  each(all, (number) => ({ ...(number < count ? { decided } : {}), uses: { ip: ["one line"] } }));

describe("dismissed-before", () => {
  test("an office that was dismissed, and has two new people", () => {
    expect(weigh(dismissedBefore, withDismissed(38, 40))).toEqual({
      name: "dismissed-before",
      weight: policy.weight,
      summary: "38 of 40 accounts were in a ring that an analyst dismissed",
    });
    expect(policy.weight).toBeLessThan(0);
  });

  test("says nothing where nobody was", () => {
    expect(weigh(dismissedBefore, withDismissed(0, 40))).toBeUndefined();
  });

  test("twelve who were dismissed do not acquit a ring of a hundred", () => {
    expect(weigh(dismissedBefore, withDismissed(12, 100))).toBeUndefined();
  });

  test("who was confirmed is not dismissed", () => {
    expect(weigh(dismissedBefore, withDismissed(40, 40, "confirmed"))).toBeUndefined();
  });
});
