import { describe, expect, test } from "vitest";
import { affinity } from "../../src/graph/affinity.ts";

describe("affinity", () => {
  // By hand: log2(((30 - sqrt 30) / 300) / (1 / 19,700)) = log2(0.081743 x 19,700); log2((2 / 100) / (4 / 9,900)).
  test.each([
    [30, 300, 31, 20_000, 10.653],
    [4, 100, 8, 10_000, 5.6294],
  ])("%d of %d members, %d of %d accounts, is by hand", (users, members, sharers, population, bits) => {
    expect(affinity(users, members, sharers, population)).toBeCloseTo(bits, 2);
  });

  test("what everybody uses alike says nothing for a community", () => {
    expect(affinity(100, 1000, 1000, 10_000)).toBeLessThan(0);
  });

  test("twice as many others take exactly one bit", () => {
    expect(affinity(9, 50, 13, 4096) - affinity(9, 50, 17, 4096)).toBe(1);
  });

  test.each([0, 1])("what %d members use says nothing", (users) => {
    expect(affinity(users, 50, 10, 1000)).toBe(Number.NEGATIVE_INFINITY);
  });
});
