import type { Label } from "../model/label.ts";
import { type Score, scoreAccounts } from "./score.ts";

/** How right a run was, against labels. */
export interface Comparison {
  readonly accounts: Score;
  /** Flagged accounts that no label speaks of; part of no figure above. */
  readonly unlabelled: number;
  /** Labelled rings, the largest first. */
  readonly rings: readonly LabelledGroup[];
  /** Honest groups by kind, in the order of the kinds' names. */
  readonly honestKinds: readonly HonestKind[];
  /** Honest accounts that were flagged, by the size of the ring that they were put in. Empty without ring sizes. */
  readonly falsePositivesByRingSize: readonly SizeBand[];
}

export interface LabelledGroup {
  readonly name: string;
  readonly kind: string;
  readonly members: number;
  readonly flaggedMembers: number;
  /** Of a ring: it was found. Of an honest group: it was accused. */
  readonly flagged: boolean;
}

export interface HonestKind {
  readonly kind: string;
  readonly groups: number;
  readonly flaggedGroups: readonly LabelledGroup[];
}

export interface SizeBand {
  readonly smallest: number;
  /** Infinity for the last band. */
  readonly largest: number;
  readonly flagged: number;
  readonly falsePositives: number;
}

export interface ComparisonOptions {
  /** Members of the flagged ring that an account is in, by account id. */
  readonly ringSizes?: ReadonlyMap<string, number>;
  /** A labelled ring counts as found from this share of its members on. */
  readonly foundShare?: number;
  /** An honest group counts as accused from this share of its members on, or from this many of them. */
  readonly accusedShare?: number;
  readonly accusedMembers?: number;
}

/** Where deployed systems err depends on the size: Ianus had 69 % of its false positives in communities under ten. */
const bandStarts = [1, 10, 30, 100, 1000];

/** Compares what was flagged with what is known to be true. */
export function compareWithLabels(
  flagged: ReadonlySet<string>,
  labels: readonly Label[],
  { ringSizes, foundShare = 0.5, accusedShare = 0.2, accusedMembers = 3 }: ComparisonOptions = {},
): Comparison {
  const accounts = scoreAccounts(flagged, labels);
  const fakes = labels.filter(({ isFake }) => isFake);
  const honest = labels.filter(({ isFake }) => !isFake);
  return {
    accounts,
    unlabelled: flagged.size - accounts.flagged,
    rings: countGroups(fakes, flagged, (members, hit) => hit >= members * foundShare),
    honestKinds: groupByKind(
      countGroups(honest, flagged, (members, hit) => hit >= accusedMembers || hit >= members * accusedShare),
    ),
    falsePositivesByRingSize: ringSizes === undefined ? [] : countBySize(labels, flagged, ringSizes),
  };
}

function countGroups(
  labels: readonly Label[],
  flagged: ReadonlySet<string>,
  isFlagged: (members: number, flaggedMembers: number) => boolean,
): LabelledGroup[] {
  const groups = new Map<string, { kind: string; members: number; flaggedMembers: number }>();
  for (const { accountId, group, groupKind } of labels) {
    if (group === "") continue;
    const counted = groups.get(group) ?? { kind: groupKind, members: 0, flaggedMembers: 0 };
    counted.members += 1;
    if (flagged.has(accountId)) counted.flaggedMembers += 1;
    groups.set(group, counted);
  }
  return [...groups]
    .map(([name, counted]) => ({ name, ...counted, flagged: isFlagged(counted.members, counted.flaggedMembers) }))
    .sort((left, right) => right.members - left.members || (left.name < right.name ? -1 : 1));
}

function groupByKind(groups: readonly LabelledGroup[]): HonestKind[] {
  const kinds = [...new Set(groups.map(({ kind }) => kind))].sort();
  return kinds.map((kind) => {
    const ofKind = groups.filter((group) => group.kind === kind);
    return { kind, groups: ofKind.length, flaggedGroups: ofKind.filter((group) => group.flagged) };
  });
}

function countBySize(
  labels: readonly Label[],
  flagged: ReadonlySet<string>,
  ringSizes: ReadonlyMap<string, number>,
): SizeBand[] {
  const accused = labels.filter(({ accountId }) => flagged.has(accountId));
  return bandStarts.map((smallest, band) => {
    const largest = (bandStarts[band + 1] ?? Infinity) - 1;
    const inBand = accused.filter(({ accountId }) => {
      const size = ringSizes.get(accountId) ?? 0;
      return size >= smallest && size <= largest;
    });
    return { smallest, largest, flagged: inBand.length, falsePositives: inBand.filter(({ isFake }) => !isFake).length };
  });
}
