import type { Community } from "../graph/find-communities.ts";
import type { IdentifierIndex } from "../graph/identifier-index.ts";
import type { Links } from "../graph/links.ts";
import { type WeighPair, weighPairs } from "../graph/pair-evidence.ts";
import { rarityByIdentifier } from "../graph/rarity-by-identifier.ts";
import type { Sightings } from "../graph/sightings.ts";
import { identifierKinds } from "../model/identifier.ts";
import type { Accounts } from "./accounts.ts";
import { indexPrecedents, type PrecedentIndex } from "./index-precedents.ts";
import type { Policy } from "./policy.ts";
import { noPrecedents } from "./precedents.ts";
import { quantile } from "../graph/quantile.ts";

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
  /** Per account: 1 where its mail address is known. */
  readonly hasMail: Uint8Array;
  /** Share of these, in [0, 1], whose name looks drawn by a program. */
  readonly generatedMailShare: number;
  /** Share of the accounts that mostly ask for a capability, by its place in `accounts.capabilities`, in [0, 1]. */
  readonly capabilityShare: Float64Array;
  /** Per account: requests in its first days, as many as the policy says; 0 where no sign-up was seen. */
  readonly firstDaysRequests: Float64Array;
  /** What nine in ten of the accounts with requests in their first days stay at or below. */
  readonly manyFirstDaysRequests: number;
  /** Requests per active day that nine accounts in ten stay below. */
  readonly busyRequestsPerDay: number;
  /** When the last event was, seconds since 1970; -Infinity where there was none. */
  readonly endsAt: number;
  /** Accounts in no community that use it, by identifier. */
  readonly strangers: Int32Array;
  /** Bits that sharing an identifier says, by identifier; 0 where one account alone uses it. */
  readonly bits: Float64Array;
  /** Weighs two accounts without the identifiers whose place in `leftOut` is 1. Whoever sets a place clears it again. */
  readonly weighWithout: WeighPair;
  readonly leftOut: Uint8Array;
  readonly precedents: PrecedentIndex;
}

/** @param sightings those that count */
export function describePopulation(
  sightings: Sightings,
  index: IdentifierIndex,
  accounts: Accounts,
  links: Links,
  communities: readonly Community[],
  windowSeconds: number,
  policy: Policy,
  precedents: PrecedentIndex = indexPrecedents(sightings, noPrecedents),
): Population {
  const leftOut = new Uint8Array(index.identifierCount);
  const { unlisted } = sightings;
  const addresses = unlisted?.addresses.slice() ?? new Int32Array(accounts.count);
  const ownAddresses = addresses.slice();
  const prefixes = unlisted?.prefixes.slice() ?? new Int32Array(accounts.count);
  const hasOwnDevice = unlisted?.hasDevice.slice() ?? new Uint8Array(accounts.count);
  const hasMail = unlisted?.hasMail.slice() ?? new Uint8Array(accounts.count);
  const secondsAtHome = policy.signals.privateHomes.days * secondsPerDay;
  const hasHome = new Uint8Array(accounts.count);
  if (unlisted) hasHome.set(unlisted.longestAtAddress.map((seconds) => (seconds >= secondsAtHome ? 1 : 0)));
  for (let sighting = 0; sighting < sightings.account.length; sighting++) {
    const identifier = sightings.identifier[sighting];
    const account = sightings.account[sighting];
    const isOwn = index.sharers[identifier] === 1;
    const kind = sightings.kind[identifier];
    if (kind === identifierKinds.ip_prefix.code) prefixes[account]++;
    if (kind === identifierKinds.email.code) hasMail[account] = 1;
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
  const firstDaysRequests = countFirstDays(accounts, policy.signals.fullVolumeAtOnce.days);
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
      networksPerDay.filter((_, account) => accounts.activeDays[account] >= policy.signals.addressChurn.activeDays),
    ),
    hasMail,
    generatedMailShare: shareOfGeneratedMail(accounts, hasMail),
    capabilityShare: shareOfCapabilities(accounts),
    firstDaysRequests,
    manyFirstDaysRequests: nineInTen(firstDaysRequests.filter((requests) => requests > 0)),
    endsAt: accounts.lastEventAt.reduce((last, at) => Math.max(last, at), Number.NEGATIVE_INFINITY),
    busyRequestsPerDay: nineInTen(
      Float64Array.from(accounts.requests.keys(), (account) => requestsPerDay(accounts, account)).filter(
        (_, account) => {
          return accounts.activeDays[account] > 0;
        },
      ),
    ),
    strangers: countStrangers(index, communities),
    bits: rarityByIdentifier(index, policy.evidence),
    weighWithout: weighPairs(index, windowSeconds, policy.evidence, leftOut),
    leftOut,
    precedents,
  };
}

function countStrangers(index: IdentifierIndex, communities: readonly Community[]): Int32Array {
  const strangers = index.sharers.slice();
  for (const { members } of communities) {
    for (const member of members) {
      for (let sighting = index.accountStart[member]; sighting < index.accountStart[member + 1]; sighting++) {
        strangers[index.identifier[sighting]]--;
      }
    }
  }
  return strangers;
}

/** What nine in ten stay at or below; infinite where there are none. */
function nineInTen(values: Float64Array): number {
  return values.length > 0 ? quantile(values.sort(), 0.9) : Number.POSITIVE_INFINITY;
}

function shareOfGeneratedMail({ hasGeneratedMailName }: Accounts, hasMail: Uint8Array): number {
  const known = hasMail.reduce((sum, has) => sum + has, 0);
  return known === 0 ? 0 : hasGeneratedMailName.reduce((sum, is) => sum + is, 0) / known;
}

function shareOfCapabilities({ mainCapability, capabilities }: Accounts): Float64Array {
  const counts = new Float64Array(capabilities.length);
  for (const capability of mainCapability) if (capability >= 0) counts[capability]++;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

/** Requests from the day of the sign-up on, by days (UTC). */
function countFirstDays({ count, signedUpAt, dayStart, day, dayRequests }: Accounts, days: number): Float64Array {
  const requests = new Float64Array(count);
  for (let account = 0; account < count; account++) {
    const firstDay = Math.floor(signedUpAt[account] / secondsPerDay);
    for (let place = dayStart[account]; place < dayStart[account + 1] && day[place] < firstDay + days; place++) {
      requests[account] += dayRequests[place];
    }
  }
  return requests;
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
