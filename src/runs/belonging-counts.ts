import { type BelongingSort, type Belongings, belongingSorts } from "../model/belongings.ts";
import { identifierKinds } from "../model/identifier.ts";

/** By sort and account: how many things of the sort the account was seen with, and how many of them nobody else uses. Plain data. */
export type BelongingCounts = Readonly<Record<BelongingSort, { readonly count: Int32Array; readonly own: Int32Array }>>;

const sortOfKind = new Map<number, BelongingSort>([
  [identifierKinds.ip.code, "addresses"],
  [identifierKinds.payment_instrument.code, "cards"],
  [identifierKinds.device_id.code, "devices"],
]);

/** Counts what accounts were seen with. A sighting is there once for each account and identifier. */
export class BelongingCounter {
  readonly counts: BelongingCounts;
  /** By the code of a kind. */
  readonly #ofKind: ({ count: Int32Array; own: Int32Array } | undefined)[];

  constructor(accountCount: number) {
    const column = () => new Int32Array(accountCount);
    this.counts = Object.fromEntries(
      belongingSorts.map((sort) => [sort, { count: column(), own: column() }]),
    ) as unknown as BelongingCounts;
    this.#ofKind = Array.from({ length: 256 }, (_, code) => {
      const sort = sortOfKind.get(code);
      return sort === undefined ? undefined : this.counts[sort];
    });
  }

  add(account: number, kind: number, isOwn: boolean): void {
    const counts = this.#ofKind[kind];
    if (counts === undefined) return;
    counts.count[account]++;
    if (isOwn) counts.own[account]++;
  }
}

export function belongingsOf(counts: BelongingCounts, account: number): Readonly<Record<BelongingSort, Belongings>> {
  const ofSort = belongingSorts.map((sort) => [
    sort,
    { count: counts[sort].count[account], own: counts[sort].own[account] },
  ]);
  return Object.fromEntries(ofSort) as Record<BelongingSort, Belongings>;
}
