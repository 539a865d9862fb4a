import { compareWithLabels, type LabelledGroup, type SizeBand } from "../../../src/evaluation/compare-with-labels.ts";
import type { Label } from "../../../src/model/label.ts";

/** What a method accuses, held against the truth: counts only, so that several worlds can be added up. */
export interface Judgement {
  readonly flagged: number;
  readonly fake: number;
  readonly truePositives: number;
  readonly rings: readonly LabelledGroup[];
  readonly honestKinds: readonly HonestKindCounts[];
  readonly sizes: readonly SizeBand[];
}

export interface HonestKindCounts {
  readonly kind: string;
  readonly groups: number;
  /** Two members or more, or a quarter or more, are flagged. */
  readonly flaggedGroups: number;
  /** One member or more is flagged. */
  readonly touchedGroups: number;
}

/** From so many members, or such a share of them, on an honest group counts as flagged. */
const accused = { accusedMembers: 2, accusedShare: 0.25 };
const touched = { accusedMembers: 1, accusedShare: 1 };

/** Holds groups of accounts, each of which is accused as a whole, against the labels. No account is in two groups. */
export function judgeGroups(
  groups: readonly ArrayLike<number>[],
  accountIds: readonly string[],
  labels: readonly Label[],
): Judgement {
  const ringSizes = new Map<string, number>();
  for (const members of groups) {
    for (const account of Array.from(members)) ringSizes.set(accountIds[account] as string, members.length);
  }
  const flagged = new Set(ringSizes.keys());
  const { accounts, rings, honestKinds, falsePositivesByRingSize } = compareWithLabels(flagged, labels, {
    ringSizes,
    ...accused,
  });
  const any = compareWithLabels(flagged, labels, touched).honestKinds;
  return {
    flagged: accounts.flagged,
    fake: accounts.fake,
    truePositives: accounts.truePositives,
    rings,
    honestKinds: honestKinds.map(({ kind, groups: count, flaggedGroups }, place) => ({
      kind,
      groups: count,
      flaggedGroups: flaggedGroups.length,
      touchedGroups: any[place]?.flaggedGroups.length ?? 0,
    })),
    sizes: falsePositivesByRingSize,
  };
}
