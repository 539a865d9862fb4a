import type { AccountId } from "../model/account.ts";
import type { AccountGroup } from "../model/ring-map.ts";

/** Accounts that use exactly the same of the identifiers shown. */
export interface AlikeAccounts {
  /** Places among the identifiers; those that come first say more. Ascending. */
  readonly places: readonly number[];
  readonly count: number;
  readonly requestCount: number;
  /** The first of them, ascending. */
  readonly accountIds: readonly AccountId[];
}

/** A group keeps so many names: more nobody reads off a picture. */
const mostNames = 20;

/** So many lines a browser draws at once without a graphics card: all that a ring of some hundreds shares. Where there are more, each group keeps a few. */
const mostUsesInAll = 10_000;
const fewestUses = 8;

/**
 * Takes accounts together until a picture has room for them: those that share all of what is shown; where these are too many, those that
 * share the most telling four of it, three, two, or at last the one. Then there are no more groups than identifiers.
 *
 * @param mostGroups may be exceeded only where there are more identifiers than that
 */
export function gatherAccounts(alike: readonly AlikeAccounts[], mostGroups: number): AccountGroup[] {
  for (const kept of [Number.POSITIVE_INFINITY, 4, 3, 2]) {
    const groups = gatherBy(alike, kept);
    if (groups.length <= mostGroups) return toGroups(groups);
  }
  return toGroups(gatherBy(alike, 1));
}

function gatherBy(alike: readonly AlikeAccounts[], kept: number): AlikeAccounts[][] {
  const groups = new Map<string, AlikeAccounts[]>();
  for (const accounts of alike) {
    const key = accounts.places.slice(0, kept).join(" ");
    const group = groups.get(key);
    if (group) group.push(accounts);
    else groups.set(key, [accounts]);
  }
  return [...groups.values()];
}

function toGroups(gathered: readonly AlikeAccounts[][]): AccountGroup[] {
  const usesInAll = gathered.reduce((sum, together) => sum + new Set(together.flatMap(({ places }) => places)).size, 0);
  const mostUses = usesInAll > mostUsesInAll ? fewestUses : Number.POSITIVE_INFINITY;
  return gathered
    .map((together) => toGroup(together, mostUses))
    .toSorted((a, b) => b.count - a.count || compareIds(a, b));
}

function toGroup(together: readonly AlikeAccounts[], mostUses: number): AccountGroup {
  const uses = new Map<number, number>();
  for (const { places, count } of together) for (const place of places) uses.set(place, (uses.get(place) ?? 0) + count);
  const strongest = [...uses].toSorted(([a, counted], [b, others]) => others - counted || a - b).slice(0, mostUses);
  return {
    count: together.reduce((sum, { count }) => sum + count, 0),
    requestCount: together.reduce((sum, { requestCount }) => sum + requestCount, 0),
    accountIds: together
      .flatMap(({ accountIds }) => accountIds)
      .toSorted()
      .slice(0, mostNames),
    uses: strongest.toSorted(([a], [b]) => a - b).map(([place, count]) => ({ place, count })),
  };
}

function compareIds(a: AccountGroup, b: AccountGroup): number {
  return (a.accountIds[0] ?? "") < (b.accountIds[0] ?? "") ? -1 : 1;
}
