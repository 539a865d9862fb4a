import { affinity } from "./affinity.ts";
import type { IdentifierIndex } from "./identifier-index.ts";

/** Which account belongs to which community, and how many belong to each. */
export interface Membership {
  /** Per account: the position of its community, -1 where it has none. */
  readonly communityOf: Int32Array;
  readonly sizes: Int32Array;
}

/**
 * What communities use more than others do. An identifier's uses are `start[i] ... start[i + 1] - 1`, by ascending community.
 */
export interface CommunityUses {
  readonly start: Int32Array;
  readonly community: Int32Array;
  /** Members that use the identifier, and with them all who use it and are in no community. */
  readonly users: Int32Array;
  /** The first and the last of these members, by the time at which they were first seen with it. */
  readonly firstUser: Int32Array;
  readonly lastUser: Int32Array;
  readonly sharers: Int32Array;
  /** The affinity of somebody outside who uses it, in bits. */
  readonly bits: Float64Array;
  /** First and last time that a member was seen with it, seconds since 1970. */
  readonly firstSeen: Float64Array;
  readonly lastSeen: Float64Array;
}

/** What says less is left out: else everybody would be compared with everybody over the large mail providers. */
export const fewestBits = 1;

/** Per community, its members and everybody who is in none: those that it is compared with. */
export function populationsOf({ communityOf, sizes }: Membership): Int32Array {
  const strangers = communityOf.length - sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size) => strangers + size);
}

/**
 * Counts the members that use each identifier; linear in the sightings.
 *
 * A large ring may lie in several communities at first. Were the others of it counted as strangers, what all of them use would
 * say little for any of them.
 */
export function countUses(index: IdentifierIndex, membership: Membership): CommunityUses {
  const { communityOf, sizes } = membership;
  const populations = populationsOf(membership);
  const start = new Int32Array(index.identifierCount + 1);
  const uses = {
    community: [] as number[],
    users: [] as number[],
    firstUser: [] as number[],
    lastUser: [] as number[],
    sharers: [] as number[],
    bits: [] as number[],
  };
  const seen = { first: [] as number[], last: [] as number[] };
  const users = new Int32Array(sizes.length);
  const firstUser = new Int32Array(sizes.length);
  const lastUser = new Int32Array(sizes.length);
  const first = new Float64Array(sizes.length);
  const last = new Float64Array(sizes.length);
  for (let identifier = 0; identifier < index.identifierCount; identifier++) {
    const found: number[] = [];
    let strangers = 0;
    for (let place = index.timelineStart[identifier]; place < index.timelineStart[identifier + 1]; place++) {
      const community = communityOf[index.timeline[place]];
      if (community < 0) {
        strangers++;
        continue;
      }
      const sighting = index.timelineSighting[place];
      if (users[community]++ === 0) {
        found.push(community);
        firstUser[community] = index.timeline[place];
        first[community] = index.firstSeen[sighting];
        last[community] = index.lastSeen[sighting];
      } else last[community] = Math.max(last[community], index.lastSeen[sighting]);
      lastUser[community] = index.timeline[place];
    }
    for (const community of found.sort((a, b) => a - b)) {
      // Where there is no stranger, the account in question would be the one.
      const sharers = users[community] + Math.max(1, strangers);
      const bits = affinity(users[community], sizes[community], sharers, populations[community]);
      if (bits >= fewestBits) {
        uses.community.push(community);
        uses.users.push(users[community]);
        uses.firstUser.push(firstUser[community]);
        uses.lastUser.push(lastUser[community]);
        uses.sharers.push(users[community] + strangers);
        uses.bits.push(bits);
        seen.first.push(first[community]);
        seen.last.push(last[community]);
      }
      users[community] = 0;
    }
    start[identifier + 1] = uses.bits.length;
  }
  return {
    start,
    community: Int32Array.from(uses.community),
    users: Int32Array.from(uses.users),
    firstUser: Int32Array.from(uses.firstUser),
    lastUser: Int32Array.from(uses.lastUser),
    sharers: Int32Array.from(uses.sharers),
    bits: Float64Array.from(uses.bits),
    firstSeen: Float64Array.from(seen.first),
    lastSeen: Float64Array.from(seen.last),
  };
}
