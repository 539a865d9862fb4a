import type { Comparison, LabelledGroup } from "../evaluation/compare-with-labels.ts";
import type { Score } from "../evaluation/score.ts";

/** A comparison for programs: names as on the wire, null where a figure has no meaning. */
export function toComparisonBody(comparison: Comparison, scores: readonly (readonly [string, Score])[]) {
  return {
    scores: scores.map(([accounts, score]) => ({ accounts, ...toScoreBody(score) })),
    unlabelled: comparison.unlabelled,
    rings: comparison.rings.map(toGroupBody),
    honest_kinds: comparison.honestKinds.map(({ kind, groups, flaggedGroups }) => ({
      kind,
      groups,
      flagged_groups: flaggedGroups.map(toGroupBody),
    })),
    false_positives_by_ring_size: comparison.falsePositivesByRingSize.map((band) => ({
      smallest: band.smallest,
      largest: Number.isFinite(band.largest) ? band.largest : null,
      flagged: band.flagged,
      false_positives: band.falsePositives,
    })),
  };
}

function toScoreBody({ flagged, fake, truePositives, falsePositives, precision, recall, f1 }: Score) {
  return {
    flagged,
    fake,
    true_positives: truePositives,
    false_positives: falsePositives,
    precision: precision ?? null,
    recall: recall ?? null,
    f1: f1 ?? null,
  };
}

function toGroupBody({ name, kind, members, flaggedMembers, flagged }: LabelledGroup) {
  return { name, kind, members, flagged_members: flaggedMembers, flagged };
}
