import { describe, expect, test } from "vitest";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import { signedUpTogether } from "../../src/graph/signed-up-together.ts";

const closeEnough = policy.togetherMinutes * 60;

/** Whether the first two of these sign-ups were made together, whichever way one asks. */
function areTogether(signedUpAt: readonly number[]): boolean {
  const together = signedUpTogether(Float64Array.from(signedUpAt), policy);
  expect(together(1, 0)).toBe(together(0, 1));
  return together(0, 1);
}

/** Others who signed up in the same second between the two, so many of them. */
const between = (count: number, at: number) => new Array<number>(count).fill(at);

describe("signedUpTogether", () => {
  test("within the policy's minutes is together, a second more is not", () => {
    expect(areTogether([1000, 1000 + closeEnough])).toBe(true);
    expect(areTogether([1000, 1000 + closeEnough + 1])).toBe(false);
  });

  test("on the day of a launch strangers sign up in between, and the two are not together", () => {
    expect(areTogether([1000, 1200, ...between(policy.togetherOthers, 1100)])).toBe(true);
    expect(areTogether([1000, 1200, ...between(policy.togetherOthers + 1, 1100)])).toBe(false);
  });

  test("who signed up before or after the two does not matter", () => {
    expect(areTogether([1000, 1200, ...between(500, 999), ...between(500, 1201)])).toBe(true);
  });

  test("an account whose sign-up nobody saw is together with nobody", () => {
    expect(areTogether([Number.NaN, 1000])).toBe(false);
    expect(areTogether([Number.NaN, Number.NaN])).toBe(false);
  });

  test("accounts without a known sign-up do not stand between others", () => {
    const together = signedUpTogether(Float64Array.from([1000, ...between(500, Number.NaN), 1200]), policy);
    expect(together(0, 501)).toBe(true);
  });
});
