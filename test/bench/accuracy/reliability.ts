import type { DetectedRing } from "../../../src/detection/detected-ring.ts";
import type { Truth } from "./judge-groups.ts";

const binCount = 10;

/** How often what was said to be so risky was a ring: counts and sums, so that several worlds can be added up. */
export interface Reliability {
  /** Communities whose risk is in [place / 10, (place + 1) / 10), the last one up to and with 1. */
  readonly bins: readonly RiskBin[];
  /** Sum of (risk - truth)² over all communities. */
  readonly squaredErrors: number;
}

export interface RiskBin {
  readonly communities: number;
  /** Those of them most of whose members are fake. */
  readonly rings: number;
  readonly sumOfRisks: number;
}

/** Holds the risk of every community that was assessed, flagged or not, against what most of its members are. */
export function measureReliability(
  communities: readonly Pick<DetectedRing, "risk" | "members">[],
  { ringOf }: Truth,
): Reliability {
  const bins = Array.from({ length: binCount }, () => ({ communities: 0, rings: 0, sumOfRisks: 0 }));
  let squaredErrors = 0;
  for (const { risk, members } of communities) {
    const isRing = members.filter((member) => ringOf[member] >= 0).length * 2 > members.length;
    const bin = bins[Math.min(binCount - 1, Math.floor(risk * binCount))];
    bin.communities += 1;
    bin.rings += isRing ? 1 : 0;
    bin.sumOfRisks += risk;
    squaredErrors += (risk - (isRing ? 1 : 0)) ** 2;
  }
  return { bins, squaredErrors };
}

export function addUpReliability(parts: readonly Reliability[]): Reliability {
  return {
    bins: Array.from({ length: binCount }, (_, place) => ({
      communities: parts.reduce((sum, { bins }) => sum + bins[place].communities, 0),
      rings: parts.reduce((sum, { bins }) => sum + bins[place].rings, 0),
      sumOfRisks: parts.reduce((sum, { bins }) => sum + bins[place].sumOfRisks, 0),
    })),
    squaredErrors: parts.reduce((sum, part) => sum + part.squaredErrors, 0),
  };
}

const communitiesIn = ({ bins }: Reliability) => bins.reduce((sum, { communities }) => sum + communities, 0);

/**
 * Mean of (risk - truth)²: 0 is perfect, 0.25 what saying 0.5 of everything gets; NaN without a community.
 *
 * @see Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950)
 */
export function brierScore(reliability: Reliability): number {
  return reliability.squaredErrors / communitiesIn(reliability);
}

/**
 * How far, on average over the communities, a bin's mean risk lies from its share of rings: 0 is perfect; NaN without a community.
 *
 * @see Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015
 */
export function expectedCalibrationError(reliability: Reliability): number {
  const gaps = reliability.bins.reduce((sum, { rings, sumOfRisks }) => sum + Math.abs(sumOfRisks - rings), 0);
  return gaps / communitiesIn(reliability);
}
