import { describe, expect, test } from "vitest";
import { affinity } from "../../src/graph/affinity.ts";

describe("affinity", () => {
  // By hand: log2(((30.5 - sqrt 30.25) / 300) / (1 / 19,700)) = log2(25 / 300 x 19,700); log2((2.5 - sqrt 2.25) / 56 x 2,020).
  test.each([
    [30, 300, 31, 20_000, 10.6809],
    [2, 56, 4, 4096, 5.1728],
  ])("%d of %d members, %d of %d accounts, is by hand", (users, members, sharers, population, bits) => {
    expect(affinity(users, members, sharers, population)).toBeCloseTo(bits, 2);
  });

  test("what everybody uses alike says nothing for a community", () => {
    expect(affinity(100, 1000, 1000, 10_000)).toBeLessThan(0);
  });

  test("twice as many others take exactly one bit", () => {
    expect(affinity(9, 50, 13, 4096) - affinity(9, 50, 17, 4096)).toBe(1);
  });

  // (1.5 - sqrt 1.25) is 0.382: what one member uses counts for little more than a third.
  test("what no member uses says nothing, and what one does says little", () => {
    expect(affinity(0, 50, 10, 1000)).toBe(Number.NEGATIVE_INFINITY);
    expect(affinity(1, 50, 2, 1000)).toBeCloseTo(Math.log2(0.382 * 19), 1);
  });
});
