import type { IdentifierIndex } from "../graph/identifier-index.ts";
import type { Links } from "../graph/links.ts";
import { type WeighPair, weighPairs } from "../graph/pair-evidence.ts";
import { rarityByIdentifier } from "../graph/rarity-by-identifier.ts";
import type { Sightings } from "../graph/sightings.ts";
import { identifierKinds } from "../model/identifier.ts";
import type { Accounts } from "./accounts.ts";
import type { Policy } from "./policy.ts";
import { quantile } from "./quantile.ts";

const secondsPerDay = 86_400;

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
  /** Per account: 1 where it kept an address that nobody else used for as many days as the policy asks. */
  readonly hasHome: Uint8Array;
  /** Per account: 1 where it signed up before the window, or so long ago that the sign-up was never seen. */
  readonly isLongStanding: Uint8Array;
  /** Per account: networks (prefixes) per day on which it was active. */
  readonly networksPerDay: Float64Array;
  /** Networks per active day that nine accounts in ten stay at or below. */
  readonly manyNetworksPerDay: number;
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
  const hasHome = new Uint8Array(accounts.count);
  const secondsAtHome = policy.signals.privateHomes.days * secondsPerDay;
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
      if (isOwn && sightings.lastSeen[sighting] - sightings.firstSeen[sighting] >= secondsAtHome) hasHome[account] = 1;
    }
  }
  const networksPerDay = Float64Array.from(
    prefixes,
    (count, account) => count / Math.max(1, accounts.activeDays[account]),
  );
  return {
    index,
    accounts,
    links,
    addresses,
    ownAddresses,
    prefixes,
    hasOwnDevice,
    hasHome,
    isLongStanding: findLongStanding(accounts, windowSeconds),
    networksPerDay,
    manyNetworksPerDay: nineInTen(
      accounts,
      policy.signals.addressChurn.activeDays,
      (account) => networksPerDay[account],
    ),
    busyRequestsPerDay: nineInTen(accounts, 1, (account) => requestsPerDay(accounts, account)),
    bits: rarityByIdentifier(index, policy.evidence),
    weighWithout: weighPairs(index, windowSeconds, policy.evidence, leftOut),
    leftOut,
  };
}

/** What nine accounts in ten of those active on so many days stay at or below; infinite where there are none. */
function nineInTen(accounts: Accounts, activeDays: number, measure: (account: number) => number): number {
  const values: number[] = [];
  for (let account = 0; account < accounts.count; account++) {
    if (accounts.activeDays[account] >= activeDays) values.push(measure(account));
  }
  return values.length > 0 ? quantile(Float64Array.from(values).sort(), 0.9) : Number.POSITIVE_INFINITY;
}

/** Where most sign-ups were never seen, a missing one says nothing of age. */
function findLongStanding({ signedUpAt, lastEventAt }: Accounts, windowSeconds: number): Uint8Array {
  const windowEnd = lastEventAt.reduce((latest, at) => Math.max(latest, at), Number.NEGATIVE_INFINITY);
  const unseen = signedUpAt.reduce((count, at) => count + (Number.isNaN(at) ? 1 : 0), 0);
  const isUnseenTelling = unseen < signedUpAt.length / 2;
  return Uint8Array.from(signedUpAt, (at) => {
    return at < windowEnd - windowSeconds || (Number.isNaN(at) && isUnseenTelling) ? 1 : 0;
  });
}

/** Requests per day on which the account was active; 0 for one that never was. */
export function requestsPerDay(accounts: Accounts, account: number): number {
  return accounts.activeDays[account] === 0 ? 0 : accounts.requests[account] / accounts.activeDays[account];
}
