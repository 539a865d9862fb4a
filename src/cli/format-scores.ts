import type { Score } from "../evaluation/score.ts";
import { formatTable } from "./format-table.ts";
import { formatCount, formatRisk } from "./format-values.ts";

/** Precision and recall, a line for each set of accounts. */
export function formatScores(scores: readonly (readonly [name: string, score: Score])[]): string {
  const columns = [
    { title: "" },
    { title: "flagged", align: "right" },
    { title: "fake", align: "right" },
    { title: "wrongly flagged", align: "right" },
    { title: "precision", align: "right" },
    { title: "recall", align: "right" },
    { title: "F1", align: "right" },
  ] as const;
  const rows = scores.map(([name, score]) => [
    name,
    formatCount(score.flagged),
    formatCount(score.fake),
    formatCount(score.falsePositives),
    formatShare(score.precision),
    formatShare(score.recall),
    formatShare(score.f1),
  ]);
  return formatTable(columns, rows);
}

function formatShare(share: number | undefined): string {
  return share === undefined ? "-" : formatRisk(share);
}
