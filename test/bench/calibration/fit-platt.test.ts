import { describe, expect, test } from "vitest";
import { fitPlatt, type Verdict } from "./fit-platt.ts";

/** At log-odds from -6 to 6, as many rings among a thousand as the scale says. */
function verdictsOn(slope: number, offset: number): Verdict[] {
  return Array.from({ length: 25 }, (_, place) => place / 2 - 6).flatMap((logOdds) => {
    const rings = Math.round(1000 / (1 + Math.exp(-(slope * logOdds + offset))));
    return Array.from({ length: 1000 }, (_, number) => ({ logOdds, isRing: number < rings }));
  });
}

describe("fitPlatt", () => {
  test.each([
    [1, 0],
    [0.5, -1],
    [1.4, 0.7],
  ])("finds slope %d and offset %d again", (slope, offset) => {
    const scale = fitPlatt(verdictsOn(slope, offset));
    expect(scale.slope).toBeCloseTo(slope, 2);
    expect(scale.offset).toBeCloseTo(offset, 2);
  });

  test("stays finite where rings and others do not overlap", () => {
    const apart = [-5, -4, -3, 3, 4, 5].map((logOdds) => ({ logOdds, isRing: logOdds > 0 }));
    const { slope, offset } = fitPlatt(apart);
    expect(slope).toBeGreaterThan(0);
    expect(slope).toBeLessThan(2);
    expect(offset).toBeCloseTo(0, 6);
  });

  test("refuses to fit without rings, or without others", () => {
    expect(() => fitPlatt([{ logOdds: 1, isRing: true }])).toThrow(RangeError);
    expect(() => fitPlatt([{ logOdds: 1, isRing: false }])).toThrow(RangeError);
  });
});
