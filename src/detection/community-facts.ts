import type { Community } from "../graph/find-communities.ts";
import { identifierKinds } from "../model/identifier.ts";
import { type CommunityPrecedents, describePrecedents } from "./community-precedents.ts";
import type { SharedIdentifier } from "./detected-ring.ts";
import { type Population, requestsPerDay } from "./population.ts";

/** What is counted of a community before anything is judged. */
export interface CommunityFacts {
  readonly community: Community;
  /** Account indices, ascending. */
  readonly members: Int32Array;
  readonly memberCount: number;
  /** Members' known sign-ups, seconds since 1970, ascending. */
  readonly signUps: Float64Array;
  /** 24 numbers: on how many account-days somebody was active in that hour (UTC). */
  readonly hours: Float64Array;
  readonly requests: number;
  readonly usageEvents: number;
  /** Members with usage; those of them busier per day than nine in ten of all accounts. */
  readonly activeMembers: number;
  readonly busyMembers: number;
  /**
   * Mean share of a member's addresses that are its own; NaN where no member has an address. Own is what nobody else uses, and what
   * does not lie in a prefix that is the whole community's: in one subnet with an address each, nobody is at home.
   */
  readonly ownAddressShare: number;
  /** Members with a home, ascending: with an address that is their own in the same sense, and stays so. */
  readonly atHome: Int32Array;
  /** Members by verified organisation. */
  readonly organizations: ReadonlyMap<number, number>;
  /** What at least two members share. */
  readonly shared: readonly CommunityIdentifier[];
  readonly precedents: CommunityPrecedents;
}

export interface CommunityIdentifier extends SharedIdentifier {
  /** Code of its kind. */
  readonly kind: number;
  /** Members that use it, ascending. */
  readonly members: Int32Array;
  /** Others that use it and are in no community: another community may be the same ring. */
  readonly strangerCount: number;
  /** Requests that members made while seen with it. */
  readonly requests: number;
}

/** Counts a community's facts; linear in its members' sightings. */
export function describeCommunity(population: Population, community: Community): CommunityFacts {
  const { accounts } = population;
  const shared = countUses(population, community.members);
  const commonPrefixes = countCommonPrefixes(shared, community.members.length);
  const hours = new Float64Array(24);
  const signUps: number[] = [];
  const organizations = new Map<number, number>();
  let requests = 0;
  let usageEvents = 0;
  let activeMembers = 0;
  let busyMembers = 0;
  let ownAddressShares = 0;
  let membersWithAddress = 0;
  const atHome: number[] = [];
  for (const member of community.members) {
    for (let hour = 0; hour < 24; hour++) hours[hour] += accounts.activeHours[member * 24 + hour];
    if (!Number.isNaN(accounts.signedUpAt[member])) signUps.push(accounts.signedUpAt[member]);
    requests += accounts.requests[member];
    usageEvents += accounts.usageEvents[member];
    if (accounts.activeDays[member] > 0) activeMembers++;
    if (requestsPerDay(accounts, member) > population.busyRequestsPerDay) busyMembers++;
    const organization = accounts.organization[member];
    if (organization >= 0) organizations.set(organization, (organizations.get(organization) ?? 0) + 1);
    if (population.addresses[member] > 0) {
      membersWithAddress++;
      const inCommonPrefix = (commonPrefixes.get(member) ?? 0) / Math.max(1, population.prefixes[member]);
      if (population.hasHome[member] && inCommonPrefix < 1) atHome.push(member);
      ownAddressShares += Math.min(population.ownAddresses[member] / population.addresses[member], 1 - inCommonPrefix);
    }
  }
  return {
    community,
    members: community.members,
    memberCount: community.members.length,
    signUps: Float64Array.from(signUps).sort(),
    hours,
    requests,
    usageEvents,
    activeMembers,
    busyMembers,
    ownAddressShare: ownAddressShares / membersWithAddress,
    atHome: Int32Array.from(atHome),
    organizations,
    shared,
    precedents: describePrecedents(population.precedents, community.members),
  };
}

/** Per member, how many of its prefixes at least a tenth of the community, and three members, use. */
function countCommonPrefixes(shared: readonly CommunityIdentifier[], memberCount: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { kind, members } of shared) {
    if (kind !== identifierKinds.ip_prefix.code || members.length < Math.max(3, memberCount / 10)) continue;
    for (const member of members) counts.set(member, (counts.get(member) ?? 0) + 1);
  }
  return counts;
}

function countUses({ index, bits, strangers }: Population, members: Int32Array): CommunityIdentifier[] {
  const sightingsOf = new Map<number, { members: number[]; requests: number; firstSeen: number; lastSeen: number }>();
  for (const member of members) {
    for (let sighting = index.accountStart[member]; sighting < index.accountStart[member + 1]; sighting++) {
      const use = sightingsOf.get(index.identifier[sighting]);
      if (use) {
        use.members.push(member);
        use.requests += index.requests[sighting];
        use.firstSeen = Math.min(use.firstSeen, index.firstSeen[sighting]);
        use.lastSeen = Math.max(use.lastSeen, index.lastSeen[sighting]);
      } else {
        sightingsOf.set(index.identifier[sighting], {
          members: [member],
          requests: index.requests[sighting],
          firstSeen: index.firstSeen[sighting],
          lastSeen: index.lastSeen[sighting],
        });
      }
    }
  }
  const shared: CommunityIdentifier[] = [];
  for (const [identifier, use] of sightingsOf) {
    const memberCount = use.members.length;
    if (memberCount < 2) continue;
    shared.push({
      identifier,
      kind: index.kind[identifier],
      memberCount,
      otherCount: index.sharers[identifier] - memberCount,
      strangerCount: strangers[identifier],
      bits: bits[identifier],
      contribution: bits[identifier] * (memberCount - 1),
      firstSeen: use.firstSeen,
      lastSeen: use.lastSeen,
      requests: use.requests,
      members: Int32Array.from(use.members),
    });
  }
  return shared;
}

/**
 * An order among identifiers that does not depend on how they are numbered, for where a first criterion leaves a choice. What it
 * leaves equal is alike in everything that is counted.
 */
export function compareUse(a: CommunityIdentifier, b: CommunityIdentifier): number {
  return (
    a.kind - b.kind ||
    a.otherCount - b.otherCount ||
    a.firstSeen - b.firstSeen ||
    a.lastSeen - b.lastSeen ||
    a.requests - b.requests ||
    compareMembers(a.members, b.members)
  );
}

function compareMembers(a: Int32Array, b: Int32Array): number {
  for (let position = 0; position < Math.min(a.length, b.length); position++) {
    if (a[position] !== b[position]) return a[position] - b[position];
  }
  return a.length - b.length;
}
