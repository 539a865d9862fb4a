import { positionsWhere } from "../graph/positions-where.ts";
import type { Sightings } from "../graph/sightings.ts";
import type { Accounts } from "./accounts.ts";

/** Accounts and what they were seen with. */
export interface Observed {
  readonly sightings: Sightings;
  readonly accounts: Accounts;
}

/**
 * Every so-manieth account with all that is known of it, numbered anew: a smaller population that looks like the whole.
 *
 * Identifiers that none of them uses are left out, and the others are numbered in the order in which they were. Of these accounts all sightings
 * have to be listed.
 *
 * @param oneIn whole, 1 or more; 1 gives what was given
 */
export function sampleAccounts({ sightings, accounts }: Observed, oneIn: number): Observed {
  const picked = Int32Array.from({ length: Math.ceil(accounts.count / oneIn) }, (_, place) => place * oneIn);
  return { sightings: sampleSightings(sightings, picked.length, oneIn), accounts: pickAccounts(accounts, picked) };
}

function sampleSightings(sightings: Sightings, accountCount: number, oneIn: number): Sightings {
  const { account, identifier, kind } = sightings;
  const kept = positionsWhere(account.length, (sighting) => account[sighting] % oneIn === 0);
  const isUsed = new Uint8Array(sightings.identifierCount);
  for (const sighting of kept) isUsed[identifier[sighting]] = 1;
  const used = positionsWhere(isUsed.length, (place) => isUsed[place] === 1);
  const number = new Int32Array(sightings.identifierCount);
  for (const [place, old] of used.entries()) number[old] = place;
  return {
    accountCount,
    identifierCount: used.length,
    kind: Uint8Array.from(used, (old) => kind[old]),
    account: kept.map((sighting) => account[sighting] / oneIn),
    identifier: kept.map((sighting) => number[identifier[sighting]]),
    firstSeen: Float64Array.from(kept, (sighting) => sightings.firstSeen[sighting]),
    lastSeen: Float64Array.from(kept, (sighting) => sightings.lastSeen[sighting]),
    requests: Float64Array.from(kept, (sighting) => sightings.requests[sighting]),
  };
}

function pickAccounts(accounts: Accounts, picked: Int32Array): Accounts {
  const reals = (column: Float64Array) => Float64Array.from(picked, (account) => column[account]);
  const wholes = (column: Int32Array) => picked.map((account) => column[account]);
  const dayStart = new Int32Array(picked.length + 1);
  for (const [place, account] of picked.entries()) {
    dayStart[place + 1] = dayStart[place] + accounts.dayStart[account + 1] - accounts.dayStart[account];
  }
  const day = new Int32Array(dayStart[picked.length]);
  const dayRequests = new Float64Array(day.length);
  const activeHours = new Uint16Array(picked.length * 24);
  for (const [place, account] of picked.entries()) {
    const [start, end] = [accounts.dayStart[account], accounts.dayStart[account + 1]];
    day.set(accounts.day.subarray(start, end), dayStart[place]);
    dayRequests.set(accounts.dayRequests.subarray(start, end), dayStart[place]);
    activeHours.set(accounts.activeHours.subarray(account * 24, account * 24 + 24), place * 24);
  }
  return {
    count: picked.length,
    signedUpAt: reals(accounts.signedUpAt),
    firstEventAt: reals(accounts.firstEventAt),
    lastEventAt: reals(accounts.lastEventAt),
    requests: reals(accounts.requests),
    usageEvents: reals(accounts.usageEvents),
    inputTokens: reals(accounts.inputTokens),
    outputTokens: reals(accounts.outputTokens),
    activeDays: wholes(accounts.activeDays),
    dayStart,
    day,
    dayRequests,
    activeHours,
    hasGeneratedMailName: Uint8Array.from(picked, (account) => accounts.hasGeneratedMailName[account]),
    mainCapability: wholes(accounts.mainCapability),
    capabilities: accounts.capabilities,
    organization: wholes(accounts.organization),
  };
}
