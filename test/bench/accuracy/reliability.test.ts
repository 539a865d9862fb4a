import { describe, expect, test } from "vitest";
import { addUpReliability, brierScore, expectedCalibrationError, measureReliability } from "./reliability.ts";

const truth = { labels: [], accountIds: [], ringOf: Int32Array.of(0, 0, 0, -1, -1, -1) };
const community = (risk: number, ...members: number[]) => ({ risk, members: Int32Array.from(members) });

describe("measureReliability", () => {
  test("by hand: three communities, one of them a ring by two of its three members", () => {
    const reliability = measureReliability(
      [community(0.9, 0, 1, 3), community(0.3125, 2, 4), community(0.375, 4, 5)],
      truth,
    );
    expect(reliability.bins[9]).toEqual({ communities: 1, rings: 1, sumOfRisks: 0.9 });
    expect(reliability.bins[3]).toEqual({ communities: 2, rings: 0, sumOfRisks: 0.6875 });
    expect(brierScore(reliability)).toBeCloseTo((0.01 + 0.3125 ** 2 + 0.375 ** 2) / 3, 12);
    expect(expectedCalibrationError(reliability)).toBeCloseTo((0.1 + 0.6875) / 3, 12);
  });

  test("a risk of 1 is in the last bin", () => {
    expect(measureReliability([community(1, 0)], truth).bins[9].communities).toBe(1);
  });

  test("two worlds add up to what both at once would give", () => {
    const [one, other] = [[community(0.9, 0, 1), community(0.2, 3, 4)], [community(0.25, 2)]];
    const apart = addUpReliability([measureReliability(one, truth), measureReliability(other, truth)]);
    expect(apart).toEqual(measureReliability([...one, ...other], truth));
  });
});
