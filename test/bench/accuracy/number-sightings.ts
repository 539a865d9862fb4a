import type { Sightings } from "../../../src/graph/sightings.ts";
import { KeyIndex } from "../../../src/runs/key-index.ts";
import type { TimeWindow } from "../../../src/runs/time-window.ts";

/** Sightings as the database has them, by key. */
export interface SightingRows {
  readonly accountKey: Float64Array;
  readonly identifierKey: Float64Array;
  readonly kind: Int16Array;
  /** Seconds since 1970. */
  readonly firstSeen: Float64Array;
  readonly lastSeen: Float64Array;
  readonly requests: Float64Array;
}

/**
 * Turns keys into dense indices, and times into whole seconds inside the window. The time columns are changed in place.
 *
 * @param orderedIdentifiers keys of all identifiers in the order in which those that occur are numbered
 */
export function numberSightings(
  rows: SightingRows,
  accounts: KeyIndex,
  orderedIdentifiers: Float64Array,
  { from, to }: TimeWindow,
): { sightings: Sightings; identifierKeys: Float64Array } {
  const count = rows.accountKey.length;
  const account = new Int32Array(count);
  const identifier = new Int32Array(count);
  const places = new KeyIndex(orderedIdentifiers);
  const kindAt = new Uint8Array(orderedIdentifiers.length); // 0 where the identifier does not occur
  const start = Math.floor(from.getTime() / 1000);
  const end = Math.floor(to.getTime() / 1000);
  for (let row = 0; row < count; row++) {
    account[row] = accounts.indexOf(rows.accountKey[row] as number);
    const place = places.indexOf(rows.identifierKey[row] as number);
    identifier[row] = place;
    kindAt[place] = rows.kind[row] as number;
    rows.firstSeen[row] = Math.max(start, Math.floor(rows.firstSeen[row] as number));
    rows.lastSeen[row] = Math.min(end, Math.floor(rows.lastSeen[row] as number));
  }
  const { indexAt, places: occurring } = closeGaps(kindAt);
  for (let row = 0; row < count; row++) identifier[row] = indexAt[identifier[row] as number] as number;
  const sightings: Sightings = {
    accountCount: accounts.count,
    identifierCount: occurring.length,
    kind: Uint8Array.from(occurring, (place) => kindAt[place] as number),
    account,
    identifier,
    firstSeen: rows.firstSeen,
    lastSeen: rows.lastSeen,
    requests: rows.requests,
  };
  const identifierKeys = Float64Array.from(occurring, (place) => orderedIdentifiers[place] as number);
  return { sightings, identifierKeys };
}

/** Numbers the places that are in use, in their order. */
function closeGaps(kindAt: Uint8Array): { indexAt: Int32Array; places: Int32Array } {
  const indexAt = new Int32Array(kindAt.length);
  const places = new Int32Array(kindAt.length);
  let count = 0;
  for (let place = 0; place < kindAt.length; place++) {
    if (kindAt[place] === 0) continue;
    indexAt[place] = count;
    places[count++] = place;
  }
  return { indexAt, places: places.subarray(0, count) };
}
