import { formatCount } from "../../../../src/cli/format-values.ts";
import { addUpJudgements } from "../add-up-judgements.ts";
import type { AblationFigures } from "../figures.ts";
import { addUpReliability, brierScore } from "../reliability.ts";

/** Several worlds in the four figures that an ablation may change. */
export interface AblationTotals {
  /** Accounts flagged. */
  readonly fake: number;
  readonly honest: number;
  readonly honestGroups: number;
  readonly brier: number;
}

export const ablationColumns = [
  "fake accounts flagged",
  "honest accounts flagged",
  "honest groups flagged",
  "Brier score",
] as const;

export function addUpAblations(worlds: readonly Omit<AblationFigures, "signal">[]): AblationTotals {
  const judgement = addUpJudgements(worlds.map((world) => world.judgement));
  return {
    fake: judgement.truePositives,
    honest: judgement.flagged - judgement.truePositives,
    honestGroups: judgement.honestKinds.reduce((sum, { flaggedGroups }) => sum + flaggedGroups, 0),
    brier: brierScore(addUpReliability(worlds.map(({ reliability }) => reliability))),
  };
}

/** In the order of `ablationColumns`. */
export const formatTotals = ({ fake, honest, honestGroups, brier }: AblationTotals): string[] => [
  ...[fake, honest, honestGroups].map(formatCount),
  brier.toFixed(6),
];

/** Likewise: how much more or less it is without a signal. */
export const formatChanges = (without: AblationTotals, whole: AblationTotals): string[] => [
  formatCountChange(without.fake - whole.fake),
  formatCountChange(without.honest - whole.honest),
  formatCountChange(without.honestGroups - whole.honestGroups),
  formatBrierChange(without.brier - whole.brier),
];

export const formatCountChange = (change: number): string =>
  change === 0 ? "0" : `${change > 0 ? "+" : "-"}${formatCount(Math.abs(change))}`;

/** Six decimals: of a thousand communities one that moves by a tenth is seen. */
const formatBrierChange = (change: number): string =>
  Math.abs(change) < 0.000_000_5 ? "0" : `${change > 0 ? "+" : "-"}${Math.abs(change).toFixed(6)}`;
