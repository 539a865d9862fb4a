import { describe, expect, test } from "vitest";
import { discountRepetition } from "../../src/detection/discount-repetition.ts";
import type { Subject } from "../../src/detection/signal.ts";
import type { SignalFinding } from "../../src/model/signal.ts";

const found = (subject: Subject, weight: number): SignalFinding => ({ name: subject, weight, summary: "" });

const weights = (findings: readonly SignalFinding[]) =>
  discountRepetition(findings, (name) => name as Subject, 0.25).map(({ weight }) => weight);

describe("discountRepetition", () => {
  test("the heaviest suspicion about a subject counts in full, the others by the share", () => {
    expect(weights([found("work", 1), found("work", 3), found("work", 2)])).toEqual([0.25, 3, 0.5]);
  });

  test("suspicions about different subjects add up", () => {
    expect(weights([found("work", 3), found("payment", 2), found("devices", 1)])).toEqual([3, 2, 1]);
  });

  test("what speaks for innocence counts in full, beside suspicions about the same subject too", () => {
    expect(weights([found("work", -1), found("work", 2), found("homes", -3)])).toEqual([-1, 2, -3]);
  });

  test("of two equally heavy ones the first counts in full", () => {
    expect(weights([found("work", 2), found("work", 2)])).toEqual([2, 0.5]);
  });
});
