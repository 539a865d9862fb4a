/** How well groups agree with the true ones, as counts of pairs of accounts and as overlaps. */
export interface Agreement {
  /** Pairs of accounts together in a group that was found, in a true one, in both. */
  readonly foundPairs: number;
  readonly truePairs: number;
  readonly commonPairs: number;
  /** 1 where the two groupings are the same, about 0 where they agree by chance; undefined where neither groups anybody. */
  readonly adjustedRandIndex: number | undefined;
  /** Per true group: the Jaccard overlap with the group that fits it best; 0 where none does. */
  readonly bestOverlaps: readonly number[];
}

/**
 * Compares two groupings of the same accounts; whoever is in no group is a group of one.
 *
 * @param found groups of accounts, none in two of them
 * @param truth per account the number of its true group, -1 for none
 * @see Hubert and Arabie, "Comparing partitions", Journal of Classification 2 (1985), doi:10.1007/BF01908075
 */
export function compareGroupings(found: readonly ArrayLike<number>[], truth: Int32Array): Agreement {
  const trueSizes = new Map<number, number>();
  for (const group of truth) if (group >= 0) trueSizes.set(group, (trueSizes.get(group) ?? 0) + 1);
  const bestOverlaps = new Map([...trueSizes.keys()].sort((left, right) => left - right).map((group) => [group, 0]));
  let foundPairs = 0;
  let commonPairs = 0;
  for (const members of found) {
    foundPairs += pairsAmong(members.length);
    const common = new Map<number, number>();
    for (const account of Array.from(members)) {
      const group = truth[account] as number;
      if (group >= 0) common.set(group, (common.get(group) ?? 0) + 1);
    }
    for (const [group, count] of common) {
      commonPairs += pairsAmong(count);
      const overlap = count / (members.length + (trueSizes.get(group) as number) - count);
      bestOverlaps.set(group, Math.max(overlap, bestOverlaps.get(group) as number));
    }
  }
  const truePairs = [...trueSizes.values()].reduce((sum, size) => sum + pairsAmong(size), 0);
  const adjustedRandIndex = adjustForChance(foundPairs, truePairs, commonPairs, pairsAmong(truth.length));
  return { foundPairs, truePairs, commonPairs, adjustedRandIndex, bestOverlaps: [...bestOverlaps.values()] };
}

const pairsAmong = (count: number) => (count * (count - 1)) / 2;

function adjustForChance(found: number, truth: number, common: number, all: number): number | undefined {
  if (found + truth === 0) return undefined;
  const expected = (found * truth) / all;
  const most = (found + truth) / 2;
  return most === expected ? 1 : (common - expected) / (most - expected);
}
