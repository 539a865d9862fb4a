import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/graph/seeded-random.ts";
import { compareGroupings } from "./agreement.ts";

describe("compareGroupings", () => {
  test("by hand: of rings {0 1 2} and {3 4}, {0 1} and {2 3 4} were found", () => {
    const agreement = compareGroupings(
      [
        [0, 1],
        [2, 3, 4],
      ],
      Int32Array.of(0, 0, 0, 1, 1, -1),
    );
    expect(agreement).toMatchObject({ foundPairs: 4, truePairs: 4, commonPairs: 2 });
    expect(agreement.bestOverlaps).toEqual([2 / 3, 2 / 3]);
    // 15 pairs in all: 16/15 by chance, at most 4.
    expect(agreement.adjustedRandIndex).toBeCloseTo((2 - 16 / 15) / (4 - 16 / 15), 12);
  });

  test("the same groups agree fully, whatever their order", () => {
    const agreement = compareGroupings(
      [
        [3, 4],
        [2, 0, 1],
      ],
      Int32Array.of(7, 7, 7, 2, 2, -1),
    );
    expect(agreement.adjustedRandIndex).toBe(1);
    expect(agreement.bestOverlaps).toEqual([1, 1]);
  });

  test("where nothing was found a ring has no overlap, and where there is nothing to find there is no index", () => {
    expect(compareGroupings([], Int32Array.of(0, 0, -1))).toMatchObject({ adjustedRandIndex: 0, bestOverlaps: [0] });
    expect(compareGroupings([], Int32Array.of(-1, -1)).adjustedRandIndex).toBeUndefined();
  });

  test("counts as looking at every pair of accounts does", () => {
    const random = seededRandom(1);
    for (let tries = 0; tries < 50; tries++) {
      const truth = Int32Array.from({ length: 30 }, () => Math.floor(random() * 6) - 1);
      const label = Array.from(truth, () => Math.floor(random() * 5) - 1);
      const found = [0, 1, 2, 3].map((group) => [...label.keys()].filter((account) => label[account] === group));
      const { foundPairs, truePairs, commonPairs } = compareGroupings(found, truth);
      expect([foundPairs, truePairs, commonPairs]).toEqual(countPairs(label, [...truth]));
    }
  });
});

/** Slow twin. */
function countPairs(found: readonly number[], truth: readonly number[]): [found: number, truth: number, both: number] {
  const counts: [number, number, number] = [0, 0, 0];
  for (let a = 0; a < truth.length; a++) {
    for (let b = 0; b < a; b++) {
      const isFound = found[a] === found[b] && (found[a] as number) >= 0;
      const isTrue = truth[a] === truth[b] && (truth[a] as number) >= 0;
      if (isFound) counts[0] += 1;
      if (isTrue) counts[1] += 1;
      if (isFound && isTrue) counts[2] += 1;
    }
  }
  return counts;
}
