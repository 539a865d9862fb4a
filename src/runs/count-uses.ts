import type { Sightings } from "../graph/sightings.ts";
import { type BelongingSort, type Belongings, belongingSorts } from "../model/belongings.ts";
import { identifierKinds } from "../model/identifier.ts";

/** Who uses what, in numbers: what is left of the sightings once detection has taken them away. */
export interface Uses {
  /** How many accounts use an identifier, by its index. */
  readonly sharers: Int32Array;
  belongingsOf(account: number): Readonly<Record<BelongingSort, Belongings>>;
}

const sortOfKind = new Map<number, BelongingSort>([
  [identifierKinds.ip.code, "addresses"],
  [identifierKinds.payment_instrument.code, "cards"],
  [identifierKinds.device_id.code, "devices"],
]);

/** Counts who uses what. A sighting is there once for each account and identifier. */
export function countUses({ accountCount, identifierCount, kind, account, identifier }: Sightings): Uses {
  const sharers = new Int32Array(identifierCount);
  for (let sighting = 0; sighting < identifier.length; sighting++) sharers[identifier[sighting]]++;
  const counts = belongingSorts.map(() => new Int32Array(accountCount));
  const owned = belongingSorts.map(() => new Int32Array(accountCount));
  const placeOfKind = new Int8Array(256).fill(-1);
  for (const [code, sort] of sortOfKind) placeOfKind[code] = belongingSorts.indexOf(sort);
  for (let sighting = 0; sighting < identifier.length; sighting++) {
    const place = placeOfKind[kind[identifier[sighting]]];
    if (place === -1) continue;
    counts[place][account[sighting]]++;
    if (sharers[identifier[sighting]] === 1) owned[place][account[sighting]]++;
  }
  return {
    sharers,
    belongingsOf(index) {
      const ofSort = belongingSorts.map((sort, place) => [
        sort,
        { count: counts[place][index], own: owned[place][index] },
      ]);
      return Object.fromEntries(ofSort) as Record<BelongingSort, Belongings>;
    },
  };
}
