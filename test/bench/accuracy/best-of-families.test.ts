import { describe, expect, test } from "vitest";
import type { Label } from "../../../src/model/label.ts";
import { addUpJudgements, ratesOf } from "./add-up-judgements.ts";
import { bestOfFamilies } from "./best-of-families.ts";
import { judgeGroups, truthOf } from "./judge-groups.ts";

/** Four accounts of a ring, four of an office, two of nobody. */
const labels: Label[] = Array.from({ length: 10 }, (_, number) => ({
  accountId: `account ${number}`,
  isFake: number < 4,
  group: number < 4 ? "ring" : number < 8 ? "office" : "",
  groupKind: number < 4 ? "ring:naive" : number < 8 ? "office" : "",
}));
const truth = truthOf(
  labels.map(({ accountId }) => accountId),
  labels,
);
const judge = (...groups: number[][]) => judgeGroups(groups, truth);
const method = (family: string, name: string, ...groups: number[][]) => ({
  family,
  name,
  seconds: 1,
  judgement: judge(...groups),
});

describe("judgeGroups", () => {
  test("by hand: three of the ring and one of the office in one group, a stranger in another", () => {
    expect(judge([0, 1, 2, 4], [8])).toMatchObject({
      flagged: 5,
      fake: 4,
      truePositives: 3,
      rings: [{ name: "ring", members: 4, flaggedMembers: 3, flagged: true }],
      // One of four is a quarter.
      honestKinds: [{ kind: "office", groups: 1, flaggedGroups: 1, touchedGroups: 1 }],
      agreement: { foundPairs: 6, truePairs: 6, commonPairs: 3, bestOverlaps: [3 / 5] },
    });
  });

  test("one of five is touched, not flagged", () => {
    const five = [...labels, { accountId: "account 10", isFake: false, group: "office", groupKind: "office" }];
    const ids = five.map(({ accountId }) => accountId);
    expect(judgeGroups([[4]], truthOf(ids, five)).honestKinds).toEqual([
      { kind: "office", groups: 1, flaggedGroups: 0, touchedGroups: 1 },
    ]);
  });
});

describe("addUpJudgements", () => {
  test("adds counts, keeps every ring, and takes the mean of the index", () => {
    const [one, other] = [judge([0, 1, 2, 3]), judge([4, 5])];
    const both = addUpJudgements([one, other]);
    expect(both).toMatchObject({
      flagged: 6,
      fake: 8,
      truePositives: 4,
      honestKinds: [{ groups: 2, flaggedGroups: 1 }],
    });
    expect(both.rings).toHaveLength(2);
    expect(both.agreement.bestOverlaps).toEqual([1, 0]);
    const indices = [one, other].map(({ agreement }) => agreement.adjustedRandIndex as number);
    expect(both.agreement.adjustedRandIndex).toBeCloseTo((indices[0] + indices[1]) / 2, 12);
    expect(ratesOf(both)).toEqual({ precision: 4 / 6, recall: 0.5, f1: 8 / 14 });
  });

  test("where nothing was flagged there is no precision", () => {
    expect(ratesOf(judge())).toEqual({ precision: undefined, recall: 0, f1: 0 });
  });
});

describe("bestOfFamilies", () => {
  test("takes of each family the method that is best over all worlds, not on one", () => {
    const worlds = [
      [method("a", "steady", [0, 1, 2]), method("a", "lucky", [0, 1, 2, 3]), method("b", "only", [9])],
      [method("a", "steady", [0, 1, 2]), method("a", "lucky", [4]), method("b", "only", [9])],
    ];
    expect(bestOfFamilies(worlds).map((methods) => methods.map(({ name }) => name))).toEqual([
      ["steady", "steady"],
      ["only", "only"],
    ]);
  });
});
