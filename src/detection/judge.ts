import type { SignalFinding } from "../model/signal.ts";
import { allSignals } from "./all-signals.ts";
import { discountRepetition } from "./discount-repetition.ts";
import { roundWeight } from "./finding.ts";
import type { Policy } from "./policy.ts";

/** What is made of all that the signals found. */
export interface Judgement {
  /** Probability in [0, 1] that the community is coordinated abuse. */
  readonly risk: number;
  readonly flagged: boolean;
  /** The findings, each with the log-odds that it adds to the risk. */
  readonly signals: readonly SignalFinding[];
}

const subjects = new Map(allSignals.map(({ name, subject }) => [name, subject]));

/**
 * Adds the log-odds of what was found to the prior's, brings the sum onto the scale on which it is a probability, and makes one of it.
 *
 * @param found findings at the weight that each has alone
 * @see Good, "Probability and the Weighing of Evidence" (1950); Platt, "Probabilistic outputs for support vector machines", in Advances in
 *   Large Margin Classifiers (1999), for the scale
 */
export function judge(found: readonly SignalFinding[], memberCount: number, policy: Policy): Judgement {
  const { slope, offset } = policy.calibration;
  const signals = discountRepetition(found, (name) => subjects.get(name), policy.repeatedSuspicion).map((finding) => {
    return { ...finding, weight: roundWeight(finding.weight * slope) };
  });
  const prior = policy.priorLogOdds + (memberCount < policy.smallCommunity.below ? policy.smallCommunity.logOdds : 0);
  const logOdds = signals.reduce((sum, { weight }) => sum + weight, prior * slope + offset);
  const risk = Math.round(1e6 / (1 + Math.exp(-logOdds))) / 1e6;
  return { risk, flagged: risk >= policy.flagThreshold, signals };
}
