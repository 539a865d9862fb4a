import type { Sightings } from "./sightings.ts";

/**
 * The sightings of shared identifiers, from both sides. Identifiers that one account alone uses are left out: they tie nobody.
 *
 * An account's sightings are `accountStart[a] ... accountStart[a + 1] - 1`, by ascending identifier. An identifier's accounts
 * are `timelineStart[i] ... timelineStart[i + 1] - 1` of `timeline`, by first sighting (ties: by account).
 */
export interface IdentifierIndex {
  readonly accountCount: number;
  readonly identifierCount: number;
  /** Per identifier: the code of its kind, and how many accounts use it. */
  readonly kind: Uint8Array;
  readonly sharers: Int32Array;
  readonly accountStart: Int32Array;
  /** Per sighting, in the accounts' order. */
  readonly identifier: Int32Array;
  readonly firstSeen: Float64Array;
  readonly lastSeen: Float64Array;
  readonly requests: Float64Array;
  /** Per sighting: where the account stands in the identifier's timeline. */
  readonly place: Int32Array;
  readonly timelineStart: Int32Array;
  /** Per place: the account, and its sighting of the identifier. */
  readonly timeline: Int32Array;
  readonly timelineSighting: Int32Array;
}

/** Sorts the sightings from both sides. Linear but for one sort of the first sightings' times. */
export function indexIdentifiers(sightings: Sightings): IdentifierIndex {
  const { accountCount, identifierCount, kind } = sightings;
  const sharers = countBy(sightings.identifier, identifierCount);
  const shared = sightingsInOrder(sightings, sharers);
  const count = shared.length;

  const accountStart = new Int32Array(accountCount + 1);
  const identifier = new Int32Array(count);
  const firstSeen = new Float64Array(count);
  const lastSeen = new Float64Array(count);
  const requests = new Float64Array(count);
  const account = new Int32Array(count);
  for (let position = 0; position < count; position++) {
    const sighting = shared[position];
    account[position] = sightings.account[sighting];
    identifier[position] = sightings.identifier[sighting];
    firstSeen[position] = sightings.firstSeen[sighting];
    lastSeen[position] = sightings.lastSeen[sighting];
    requests[position] = sightings.requests[sighting];
    accountStart[account[position] + 1]++;
  }
  for (let a = 0; a < accountCount; a++) accountStart[a + 1] += accountStart[a];

  const timelineStart = new Int32Array(identifierCount + 1);
  for (let i = 0; i < identifierCount; i++) timelineStart[i + 1] = timelineStart[i] + (sharers[i] > 1 ? sharers[i] : 0);
  const next = timelineStart.slice();
  const timeline = new Int32Array(count);
  const timelineSighting = new Int32Array(count);
  const place = new Int32Array(count);
  for (const position of byTime(firstSeen)) {
    const at = next[identifier[position]]++;
    timeline[at] = account[position];
    timelineSighting[at] = position;
    place[position] = at;
  }
  return {
    accountCount,
    identifierCount,
    kind,
    sharers,
    accountStart,
    identifier,
    firstSeen,
    lastSeen,
    requests,
    place,
    timelineStart,
    timeline,
    timelineSighting,
  };
}

function countBy(values: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (let index = 0; index < values.length; index++) counts[values[index]]++;
  return counts;
}

/** Sightings of shared identifiers by account, then by identifier: two stable counting sorts, the minor key first. */
function sightingsInOrder({ account, identifier, accountCount, identifierCount }: Sightings, sharers: Int32Array) {
  const startOf = new Int32Array(identifierCount + 1);
  for (let i = 0; i < identifierCount; i++) startOf[i + 1] = startOf[i] + (sharers[i] > 1 ? sharers[i] : 0);
  const byIdentifier = new Int32Array(startOf[identifierCount]);
  for (let sighting = 0; sighting < identifier.length; sighting++) {
    const i = identifier[sighting];
    if (sharers[i] > 1) byIdentifier[startOf[i]++] = sighting;
  }
  const nextOf = new Int32Array(accountCount + 1);
  for (let index = 0; index < byIdentifier.length; index++) nextOf[account[byIdentifier[index]] + 1]++;
  for (let a = 0; a < accountCount; a++) nextOf[a + 1] += nextOf[a];
  const byAccount = new Int32Array(byIdentifier.length);
  for (let index = 0; index < byIdentifier.length; index++) {
    byAccount[nextOf[account[byIdentifier[index]]]++] = byIdentifier[index];
  }
  return byAccount;
}

/**
 * Positions in ascending order of time; equal times in ascending order of position, which is the order of the accounts.
 *
 * Time and position are packed into one double each, because the engine sorts a Float64Array without a comparison function
 * about ten times as fast as with one. Where 2^53 would not hold both, time is read in coarser steps.
 */
function* byTime(seconds: Float64Array): Iterable<number> {
  const count = seconds.length;
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (let position = 0; position < count; position++) {
    earliest = Math.min(earliest, seconds[position]);
    latest = Math.max(latest, seconds[position]);
  }
  const step = Math.max(1, Math.ceil(((latest - earliest + 1) * count) / Number.MAX_SAFE_INTEGER));
  const keys = new Float64Array(count);
  for (let position = 0; position < count; position++) {
    keys[position] = Math.floor((seconds[position] - earliest) / step) * count + position;
  }
  keys.sort();
  for (let index = 0; index < count; index++) yield keys[index] % count;
}
