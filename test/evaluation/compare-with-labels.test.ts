import { describe, expect, test } from "vitest";
import { compareWithLabels } from "../../src/evaluation/compare-with-labels.ts";
import { describeComparison } from "../../src/evaluation/describe-comparison.ts";
import type { Label } from "../../src/model/label.ts";
import { createWorld } from "../../src/simulate/create-world.ts";
import { worldOptions } from "../../src/simulate/world-options.ts";

/** `count` accounts `name-1`, `name-2` … of one group. */
function members(group: string, groupKind: string, count: number, isFake = groupKind.startsWith("ring:")): Label[] {
  return Array.from({ length: count }, (_, number) => ({
    accountId: `${group}-${number + 1}`,
    isFake,
    group,
    groupKind,
  }));
}

const idsOf = (labels: readonly Label[]) => labels.map(({ accountId }) => accountId);

const ringOne = members("ring-one", "ring:naive", 10);
const ringTwo = members("ring-two", "ring:subnet", 10);
const office = members("office-1", "office", 20);
const otherOffice = members("office-2", "office", 20);
const household = members("household-1", "household", 4);
const labels = [...ringOne, ...ringTwo, ...office, ...otherOffice, ...household];

describe("compareWithLabels", () => {
  test("counts by hand: 8 + 4 of 20 fakes and 3 of an office are flagged", () => {
    const flagged = new Set([
      ...idsOf(ringOne).slice(0, 8),
      ...idsOf(ringTwo).slice(0, 4),
      ...idsOf(office).slice(0, 3),
    ]);
    const { accounts, rings } = compareWithLabels(flagged, labels);
    expect(accounts).toMatchObject({ flagged: 15, fake: 20, truePositives: 12, falsePositives: 3 });
    expect(accounts.precision).toBeCloseTo(0.8, 12);
    expect(accounts.recall).toBeCloseTo(0.6, 12);
    expect(accounts.f1).toBeCloseTo((2 * 0.8 * 0.6) / 1.4, 12);
    expect(rings.map(({ name, flagged: found }) => [name, found])).toEqual([
      ["ring-one", true],
      ["ring-two", false],
    ]);
  });

  test("a ring is found from half of its members on", () => {
    const { rings } = compareWithLabels(new Set(idsOf(ringOne).slice(0, 5)), ringOne);
    expect(rings[0]?.flagged).toBe(true);
  });

  test.each([
    [2, false], // 2 of 20: under a fifth, and under three
    [3, true],
  ])("an office of 20 with %i members flagged is accused: %j", (count, accused) => {
    const { honestKinds } = compareWithLabels(new Set(idsOf(office).slice(0, count)), labels);
    expect(honestKinds.find(({ kind }) => kind === "office")).toMatchObject({
      groups: 2,
      flaggedGroups: { length: accused ? 1 : 0 },
    });
  });

  test("one of four of a household is a fifth and more: the household is accused", () => {
    const { honestKinds } = compareWithLabels(new Set(idsOf(household).slice(0, 1)), labels);
    expect(honestKinds.find(({ kind }) => kind === "household")?.flaggedGroups).toHaveLength(1);
  });

  test("where nothing is flagged there is no precision, and recall is none", () => {
    const { accounts } = compareWithLabels(new Set(), labels);
    expect([accounts.precision, accounts.recall, accounts.f1]).toEqual([undefined, 0, undefined]);
  });

  test("where nothing is right, F1 is 0", () => {
    expect(compareWithLabels(new Set(idsOf(office)), labels).accounts.f1).toBe(0);
  });

  test("flagged accounts without a label are counted apart", () => {
    const { accounts, unlabelled } = compareWithLabels(new Set(["stranger", ...idsOf(ringOne)]), labels);
    expect([accounts.flagged, accounts.precision, unlabelled]).toEqual([10, 1, 1]);
  });

  test("false positives are counted by the size of the ring that they were put in", () => {
    const flagged = new Set([...idsOf(ringOne), ...idsOf(household)]);
    const ringSizes = new Map([
      ...idsOf(ringOne).map((id) => [id, 10] as const),
      ...idsOf(household).map((id) => [id, 4] as const),
    ]);
    expect(compareWithLabels(flagged, labels, { ringSizes }).falsePositivesByRingSize.slice(0, 2)).toEqual([
      { smallest: 1, largest: 9, flagged: 4, falsePositives: 4 },
      { smallest: 10, largest: 29, flagged: 10, falsePositives: 0 },
    ]);
  });

  test("labels without groups give scores and nothing else", () => {
    const bare = labels.map((label) => ({ ...label, group: "", groupKind: "" }));
    const comparison = compareWithLabels(new Set(idsOf(ringOne)), bare);
    expect([comparison.rings, comparison.honestKinds]).toEqual([[], []]);
    expect(describeComparison(comparison)).toEqual([]);
  });
});

describe("describeComparison", () => {
  test("has a word for every kind of honest group in a made-up world", () => {
    const { labels: everybody } = createWorld(worldOptions({ seed: 1, people: 9000 }));
    const sentences = describeComparison(compareWithLabels(new Set(), everybody)).join("\n");
    expect(sentences).toContain("0 of 1 university");
    // A kind without a word of its own stands there as in the labels file.
    expect(sentences.replace(/missed:.*/, "")).not.toMatch(/[a-z]_[a-z]/);
  });

  test("says what was found and who was accused", () => {
    const flagged = new Set([...idsOf(ringOne), ...idsOf(ringTwo).slice(0, 4), ...idsOf(office).slice(0, 3)]);
    expect(describeComparison(compareWithLabels(flagged, labels))).toEqual([
      "Rings found: 1 of 2",
      "  missed: ring-two (4 of 10)",
      "Honest groups flagged: 1 of 2 offices, 0 of 1 household",
      "  wrongly: office-1 (3 of 20)",
    ]);
  });
});
