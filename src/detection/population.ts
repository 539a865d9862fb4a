import type { IdentifierIndex } from "../graph/identifier-index.ts";
import type { Links } from "../graph/links.ts";
import { type WeighPair, weighPairs } from "../graph/pair-evidence.ts";
import { rarityByIdentifier } from "../graph/rarity-by-identifier.ts";
import type { Sightings } from "../graph/sightings.ts";
import { identifierKinds } from "../model/identifier.ts";
import type { Accounts } from "./accounts.ts";
import type { Policy } from "./policy.ts";
import { quantile } from "./quantile.ts";

/** Everybody in the window: what a community is compared with, and where its facts are looked up. */
export interface Population {
  readonly index: IdentifierIndex;
  readonly accounts: Accounts;
  readonly links: Links;
  /** Per account: addresses it was seen at, those of them that nobody else used, and the prefixes they lie in. */
  readonly addresses: Int32Array;
  readonly ownAddresses: Int32Array;
  readonly prefixes: Int32Array;
  /** Per account: 1 where it has a device that nobody else used. */
  readonly hasOwnDevice: Uint8Array;
  /** Requests per active day that nine accounts in ten stay below. */
  readonly busyRequestsPerDay: number;
  /** Bits that sharing an identifier says, by identifier; 0 where one account alone uses it. */
  readonly bits: Float64Array;
  /** Weighs two accounts without the identifiers whose place in `leftOut` is 1. Whoever sets a place clears it again. */
  readonly weighWithout: WeighPair;
  readonly leftOut: Uint8Array;
}

export function describePopulation(
  sightings: Sightings,
  index: IdentifierIndex,
  accounts: Accounts,
  links: Links,
  windowSeconds: number,
  policy: Policy,
): Population {
  const leftOut = new Uint8Array(index.identifierCount);
  const addresses = new Int32Array(accounts.count);
  const ownAddresses = new Int32Array(accounts.count);
  const prefixes = new Int32Array(accounts.count);
  const hasOwnDevice = new Uint8Array(accounts.count);
  for (let sighting = 0; sighting < sightings.account.length; sighting++) {
    const identifier = sightings.identifier[sighting];
    const account = sightings.account[sighting];
    const isOwn = index.sharers[identifier] === 1;
    const kind = sightings.kind[identifier];
    if (kind === identifierKinds.ip_prefix.code) prefixes[account]++;
    if (kind === identifierKinds.device_id.code && isOwn) hasOwnDevice[account] = 1;
    if (kind === identifierKinds.ip.code) {
      addresses[account]++;
      if (isOwn) ownAddresses[account]++;
    }
  }
  const perDay: number[] = [];
  for (let account = 0; account < accounts.count; account++) {
    if (accounts.activeDays[account] > 0) perDay.push(requestsPerDay(accounts, account));
  }
  return {
    index,
    accounts,
    links,
    addresses,
    ownAddresses,
    prefixes,
    hasOwnDevice,
    busyRequestsPerDay: perDay.length > 0 ? quantile(Float64Array.from(perDay).sort(), 0.9) : Number.POSITIVE_INFINITY,
    bits: rarityByIdentifier(index, policy.evidence),
    weighWithout: weighPairs(index, windowSeconds, policy.evidence, leftOut),
    leftOut,
  };
}

/** Requests per day on which the account was active; 0 for one that never was. */
export function requestsPerDay(accounts: Accounts, account: number): number {
  return accounts.activeDays[account] === 0 ? 0 : accounts.requests[account] / accounts.activeDays[account];
}
