import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { signupBurst } from "../../../src/detection/signals/signup-burst.ts";
import { each, hour, minute, type Somebody, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.signupBurst;

const signingUp = (count: number, apartSeconds: number): Somebody[] =>
  each(count, (number) => ({ signedUpAt: 1000 + number * apartSeconds }));

describe("signup-burst", () => {
  test("thirty sign-ups in ten minutes weigh in full", () => {
    expect(weigh(signupBurst, signingUp(30, 20))).toEqual({
      name: "signup-burst",
      weight: policy.weight,
      summary: "30 of 30 accounts signed up within 10 minutes",
    });
  });

  test("says nothing of an office that grows by one a day", () => {
    expect(weigh(signupBurst, signingUp(30, 24 * hour))).toBeUndefined();
  });

  test("says nothing of a class that takes its hour", () => {
    expect(weigh(signupBurst, signingUp(30, 2 * minute))).toBeUndefined();
  });

  test("says nothing of a family of four", () => {
    expect(weigh(signupBurst, signingUp(policy.smallest - 1, minute))).toBeUndefined();
    expect(weigh(signupBurst, signingUp(policy.smallest, minute))).toBeDefined();
  });

  test("says nothing where half or fewer were in the burst", () => {
    const [half] = policy.range;
    expect(
      weigh(signupBurst, [...signingUp(30 * half, 10), ...signingUp(30 * (1 - half), hour * 24).map(later)]),
    ).toBeUndefined();
  });

  test("says nothing where sign-ups were not seen", () => {
    expect(
      weigh(
        signupBurst,
        each(30, () => ({})),
      ),
    ).toBeUndefined();
  });
});

function later({ signedUpAt = 0 }: Somebody): Somebody {
  return { signedUpAt: signedUpAt + 24 * hour };
}
