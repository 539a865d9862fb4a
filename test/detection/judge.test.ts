import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../src/detection/default-policy.ts";
import { judge } from "../../src/detection/judge.ts";
import type { SignalFinding } from "../../src/model/signal.ts";

const found = (name: string, weight: number): SignalFinding => ({ name, weight, summary: "" });
const policy = { ...defaultPolicy, priorLogOdds: -3, calibration: { slope: 1, offset: 0 } };

describe("judge", () => {
  test("by hand: a prior of -3, suspicions of 4 and 2, an excuse of -1 make odds of e² to one", () => {
    const findings = [found("mesh", 4), found("payment-reuse", 2), found("private-homes", -1)];
    expect(judge(findings, 50, policy).risk).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
  });

  test("communities below the policy's size start lower", () => {
    const { below, logOdds } = policy.smallCommunity;
    expect(judge([], below - 1, policy).risk).toBeCloseTo(1 / (1 + Math.exp(3 - logOdds)), 6);
    expect(judge([], below, policy).risk).toBeCloseTo(1 / (1 + Math.exp(3)), 6);
  });

  test("the prior, the offset and the weights that are shown add up to the risk, on any scale", () => {
    const calibrated = { ...policy, calibration: { slope: 1.5, offset: -0.5 } };
    const findings = [found("daily-rhythm", 3), found("request-volume", 2), found("long-standing", -2)];
    const { risk, signals } = judge(findings, 50, calibrated);
    expect(signals.map(({ weight }) => weight)).toEqual([4.5, 1.5 * 2 * policy.repeatedSuspicion, -3]);
    const logOdds = signals.reduce((sum, { weight }) => sum + weight, -3 * 1.5 - 0.5);
    expect(risk).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 6);
  });

  test("flags from the policy's threshold on", () => {
    const sure = judge([found("mesh", 20)], 50, policy);
    expect(sure.flagged).toBe(true);
    expect(judge([found("mesh", 20)], 50, { ...policy, flagThreshold: sure.risk }).flagged).toBe(true);
    expect(judge([], 50, policy).flagged).toBe(false);
  });
});
