import type { IdentifierIndex } from "./identifier-index.ts";

/**
 * Names every pair of accounts that stand within `neighbours` places of each other in the timeline of some identifier, once,
 * the smaller account first.
 *
 * Pairing an identifier's 100,000 accounts with each other would cost 5 billion pairs; with their 8 neighbours in time, 800,000.
 * Cost: sightings x neighbours, whatever the hubs; memory: one number per account.
 *
 * @see Hernández and Stolfo, "The merge/purge problem for large databases", SIGMOD 1995, doi:10.1145/223784.223807
 */
export function forEachCandidatePair(
  index: IdentifierIndex,
  neighbours: number,
  visit: (accountA: number, accountB: number) => void,
  onAccount: (account: number) => void = () => {},
): void {
  const { accountStart, identifier, place, timeline, timelineStart } = index;
  const visitedFrom = new Int32Array(index.accountCount).fill(-1);
  for (let account = 0; account < index.accountCount; account++) {
    onAccount(account);
    for (let sighting = accountStart[account]; sighting < accountStart[account + 1]; sighting++) {
      const at = place[sighting];
      const first = Math.max(timelineStart[identifier[sighting]], at - neighbours);
      const last = Math.min(timelineStart[identifier[sighting] + 1] - 1, at + neighbours);
      for (let neighbour = first; neighbour <= last; neighbour++) {
        const other = timeline[neighbour];
        if (other > account && visitedFrom[other] !== account) {
          visitedFrom[other] = account;
          visit(account, other);
        }
      }
    }
  }
}
