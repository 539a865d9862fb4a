import type pg from "pg";
import { walkBinaryCopy } from "../db/binary-copy.ts";
import { readInt8, readSeconds } from "../db/binary-values.ts";
import { type FixedType, placesInRow } from "../db/fixed-rows.ts";
import type { Sightings } from "../graph/sightings.ts";
import { BelongingCounter, type BelongingCounts } from "./belonging-counts.ts";
import { allocateBytes, allocateNumbers, KeyColumn } from "./key-column.ts";
import type { KeyIndex } from "./key-index.ts";
import { findTies, type HashedKeys, orderByHash } from "./order-identifiers.ts";
import { type SharerCountParts, SharerCounts } from "./sharer-counts.ts";
import { StagedSightings } from "./staged-sightings.ts";
import type { TimeWindow } from "./time-window.ts";
import { UnlistedCounter } from "./unlisted-counter.ts";
import { greatestIdentifierKey, identifierHashes, identifiersInOrder, sightingsInWindow } from "./window-queries.ts";

export interface LoadedSightings {
  /** Those of shared identifiers, of known ones, and all of the accounts in the sample; the others in numbers. */
  readonly sightings: Sightings;
  /** By identifier index: the key in the database. */
  readonly identifierKeys: Float64Array;
  readonly sharers: SharerCountParts;
  readonly belongings: BelongingCounts;
  /** All of them in the window, also those that are not listed. */
  readonly sightingCount: number;
  readonly identifierCount: number;
}

export interface ListedSightings {
  /** Keys of identifiers that are listed also where one account alone uses them. */
  readonly known: Iterable<number>;
  /** Of every so-manieth account all sightings are listed; 0 for none. */
  readonly sampleOneIn: number;
}

const sightingTypes: readonly FixedType[] = ["int8", "int8", "timestamptz", "timestamptz", "int8"];
const identifierTypes: readonly FixedType[] = ["int8", "int2", "int8"];

/**
 * Reads the sightings of the window once, and keeps what several accounts have in common: by far the most identifiers are used by one alone.
 *
 * @param accounts every account of the window
 */
export async function loadSightings(
  client: pg.ClientBase,
  window: TimeWindow,
  accounts: KeyIndex,
  { known, sampleOneIn }: ListedSightings,
): Promise<LoadedSightings> {
  const sharers = new SharerCounts();
  const isWanted = new KeyColumn(allocateBytes);
  for (const key of known) isWanted.set(key, 1);
  const wantSampled = (account: number, key: number) => {
    if (sampleOneIn > 0 && account % sampleOneIn === 0) isWanted.set(key, 1);
  };
  const { staged, identifierCount } = await stageSightings(client, window, accounts, sharers, wantSampled);
  const isListed = (key: number) => sharers.of(key) > 1 || isWanted.at(key) === 1;
  const kindOf = new KeyColumn(allocateBytes);
  const hashed = await readHashes(client, sharers, kindOf, isListed);
  const identifierKeys = await orderKeys(client, hashed);
  const numberOf = new KeyColumn(allocateNumbers);
  let listedCount = 0;
  for (let identifier = 0; identifier < identifierKeys.length; identifier++) {
    numberOf.set(identifierKeys[identifier], identifier + 1); // 0 is for those that are not listed
    listedCount += sharers.of(identifierKeys[identifier]);
  }

  const kind = Uint8Array.from(identifierKeys, (key) => kindOf.at(key));
  const sightingCount = staged.count;
  const belongings = new BelongingCounter(accounts.count);
  const unlisted = new UnlistedCounter(accounts.count);
  const account = new Int32Array(listedCount);
  const identifier = new Int32Array(listedCount);
  const firstSeen = new Float64Array(listedCount);
  const lastSeen = new Float64Array(listedCount);
  const requests = new Float64Array(listedCount);
  const start = Math.floor(window.from.getTime() / 1000);
  let sighting = 0;
  for (const portion of staged.drain()) {
    for (let row = 0; row < portion.count; row++) {
      const someone = portion.account[row];
      const key = portion.identifierKey[row];
      belongings.add(someone, kindOf.at(key), sharers.of(key) === 1);
      const number = numberOf.at(key);
      if (number === 0) {
        unlisted.add(someone, kindOf.at(key), portion.lastSeen[row] - portion.firstSeen[row]);
        continue;
      }
      account[sighting] = someone;
      identifier[sighting] = number - 1;
      firstSeen[sighting] = start + portion.firstSeen[row];
      lastSeen[sighting] = start + portion.lastSeen[row];
      requests[sighting] = portion.requests[row];
      sighting++;
    }
  }
  return {
    sightings: {
      accountCount: accounts.count,
      identifierCount: identifierKeys.length,
      kind,
      account,
      identifier,
      firstSeen,
      lastSeen,
      requests,
      unlisted: unlisted.counts,
    },
    identifierKeys,
    sharers: sharers.parts,
    belongings: belongings.counts,
    sightingCount,
    identifierCount,
  };
}

/** Times become whole seconds since the window's start, inside the window. */
async function stageSightings(
  client: pg.ClientBase,
  window: TimeWindow,
  accounts: KeyIndex,
  sharers: SharerCounts,
  onSighting: (account: number, identifierKey: number) => void,
): Promise<{ staged: StagedSightings; identifierCount: number }> {
  const { rows } = await client.query<{ greatest: number }>(greatestIdentifierKey);
  const staged = new StagedSightings(rows[0]?.greatest ?? 0);
  const start = Math.floor(window.from.getTime() / 1000);
  const end = Math.floor(window.to.getTime() / 1000);
  const [accountAt, identifierAt, firstAt, lastAt, requestsAt] = placesInRow(sightingTypes);
  let identifierCount = 0;
  await walkBinaryCopy(client, sightingsInWindow(window), sightingTypes, (view, row) => {
    const account = accounts.indexOf(readInt8(view, row + accountAt));
    const key = readInt8(view, row + identifierAt);
    const firstSeen = Math.max(start, Math.floor(readSeconds(view, row + firstAt)));
    const lastSeen = Math.min(end, Math.floor(readSeconds(view, row + lastAt)));
    staged.add(account, key, firstSeen - start, lastSeen - start, readInt8(view, row + requestsAt));
    if (sharers.add(key) === 0) identifierCount++;
    onSighting(account, key);
  });
  return { staged, identifierCount };
}

/** Notes the kind of every identifier that is used in the window, and takes down the hash of those that are listed. */
async function readHashes(
  client: pg.ClientBase,
  sharers: SharerCounts,
  kindOf: KeyColumn<Uint8Array>,
  isListed: (key: number) => boolean,
): Promise<HashedKeys> {
  const [keyAt, kindAt, hashAt] = placesInRow(identifierTypes);
  let [capacity, count] = [1024, 0];
  let keys = new Float64Array(capacity);
  let high = new Int32Array(capacity);
  let low = new Uint32Array(capacity);
  await walkBinaryCopy(client, identifierHashes, identifierTypes, (view, row) => {
    const key = readInt8(view, row + keyAt);
    if (sharers.of(key) === 0) return;
    kindOf.set(key, view.getInt16(row + kindAt));
    if (!isListed(key)) return;
    if (count === capacity) {
      capacity *= 2;
      const [fewKeys, fewHigh, fewLow] = [keys, high, low];
      keys = new Float64Array(capacity);
      high = new Int32Array(capacity);
      low = new Uint32Array(capacity);
      keys.set(fewKeys);
      high.set(fewHigh);
      low.set(fewLow);
    }
    keys[count] = key;
    high[count] = view.getInt32(row + hashAt);
    low[count++] = view.getUint32(row + hashAt + 4);
  });
  return { count, keys, high, low };
}

/** The keys in the order of the hashes. */
async function orderKeys(client: pg.ClientBase, hashed: HashedKeys): Promise<Float64Array> {
  const order = orderByHash(hashed);
  const ordered = Float64Array.from(order, (position) => hashed.keys[position]);
  for (const [from, to] of findTies(hashed, order)) {
    const tied = Array.from(ordered.subarray(from, to));
    const { rows } = await client.query<{ key: number }>(identifiersInOrder, [tied]);
    for (const [place, { key }] of rows.entries()) ordered[from + place] = key;
  }
  return ordered;
}
