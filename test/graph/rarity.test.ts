import { describe, expect, test } from "vitest";
import { rarity } from "../../src/graph/rarity.ts";

describe("rarity", () => {
  // By hand: log2(0.5 * 1,000,000 / 2) = log2(250,000) = 17.93; log2(0.5 * 1,000,000 / 5,000) = log2(100) = 6.64.
  test.each([
    [2, 1_000_000, 0.5, 17.93],
    [5000, 1_000_000, 0.5, 6.64],
  ])("of %d sharers among %d says what it says by hand", (sharers, population, match, bits) => {
    expect(rarity(sharers, population, match)).toBeCloseTo(bits, 2);
  });

  test("halving the sharers adds one bit", () => {
    expect(rarity(10, 1e6, 0.5) - rarity(20, 1e6, 0.5)).toBeCloseTo(1, 2);
  });

  test("what half of all accounts use says nothing", () => {
    expect(rarity(600, 1000, 0.5)).toBe(0);
  });

  test.each([[1], [2.5], [Number.NaN]])("refuses %j sharers", (sharers) => {
    expect(() => rarity(sharers, 100, 0.5)).toThrow(RangeError);
  });

  test("refuses fewer accounts than sharers, and a chance of nothing", () => {
    expect(() => rarity(10, 9, 0.5)).toThrow(RangeError);
    expect(() => rarity(2, 9, 0)).toThrow(RangeError);
  });
});
