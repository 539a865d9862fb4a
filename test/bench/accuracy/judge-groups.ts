import { compareWithLabels, type LabelledGroup, type SizeBand } from "../../../src/evaluation/compare-with-labels.ts";
import type { Label } from "../../../src/model/label.ts";
import { type Agreement, compareGroupings } from "./agreement.ts";

/** Who the accounts are, and what is known of them. */
export interface Truth {
  readonly labels: readonly Label[];
  readonly accountIds: readonly string[];
  /** Per account: the number of its ring, -1 for none. */
  readonly ringOf: Int32Array;
}

/** What a method accuses, held against the truth: counts only, so that several worlds can be added up. */
export interface Judgement {
  readonly flagged: number;
  readonly fake: number;
  readonly truePositives: number;
  readonly rings: readonly LabelledGroup[];
  readonly honestKinds: readonly HonestKindCounts[];
  readonly sizes: readonly SizeBand[];
  readonly agreement: Agreement;
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

export function truthOf(accountIds: readonly string[], labels: readonly Label[]): Truth {
  const rings = new Map<string, number>();
  const numbers = new Map<string, number>();
  for (const { accountId, isFake, group } of labels) {
    if (!isFake || group === "") continue;
    if (!rings.has(group)) rings.set(group, rings.size);
    numbers.set(accountId, rings.get(group) as number);
  }
  return { labels, accountIds, ringOf: Int32Array.from(accountIds, (id) => numbers.get(id) ?? -1) };
}

/** Holds groups of accounts (indices), each accused as a whole, against the truth. No account is in two groups. */
export function judgeGroups(groups: readonly ArrayLike<number>[], { labels, accountIds, ringOf }: Truth): Judgement {
  const ringSizes = new Map<string, number>();
  for (const members of groups) {
    for (const account of Array.from(members)) ringSizes.set(accountIds[account], members.length);
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
      touchedGroups: any[place].flaggedGroups.length,
    })),
    sizes: falsePositivesByRingSize,
    agreement: compareGroupings(groups, ringOf),
  };
}
