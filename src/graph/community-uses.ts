import { affinity } from "./affinity.ts";
import type { IdentifierIndex } from "./identifier-index.ts";

/** Which account belongs to which community, and how many belong to each. */
export interface Membership {
  /** Per account: the position of its community, -1 where it has none. */
  readonly communityOf: Int32Array;
  readonly sizes: Int32Array;
}

/**
 * What communities use more than others do. An identifier's uses are `start[i] ... start[i + 1] - 1`, by the time of the first member
 * that was seen with it.
 */
export interface CommunityUses {
  readonly start: Int32Array;
  readonly community: Int32Array;
  /** Members that use the identifier. */
  readonly users: Int32Array;
  /** The affinity of somebody outside who uses it, in bits. */
  readonly bits: Float64Array;
  /** First and last time that a member was seen with it, seconds since 1970. */
  readonly firstSeen: Float64Array;
  readonly lastSeen: Float64Array;
}

/** What says less is left out: else everybody would be compared with everybody over the large mail providers. */
const fewestBits = 1;

/** Counts the members that use each identifier; linear in the sightings. */
export function countUses(index: IdentifierIndex, { communityOf, sizes }: Membership): CommunityUses {
  const start = new Int32Array(index.identifierCount + 1);
  const uses = { community: [] as number[], users: [] as number[], bits: [] as number[] };
  const seen = { first: [] as number[], last: [] as number[] };
  const users = new Int32Array(sizes.length);
  const first = new Float64Array(sizes.length);
  const last = new Float64Array(sizes.length);
  for (let identifier = 0; identifier < index.identifierCount; identifier++) {
    const found: number[] = [];
    for (let place = index.timelineStart[identifier]; place < index.timelineStart[identifier + 1]; place++) {
      const community = communityOf[index.timeline[place]];
      if (community < 0) continue;
      const sighting = index.timelineSighting[place];
      if (users[community]++ === 0) {
        found.push(community);
        first[community] = index.firstSeen[sighting];
        last[community] = index.lastSeen[sighting];
      } else last[community] = Math.max(last[community], index.lastSeen[sighting]);
    }
    for (const community of found) {
      // One more than the users where all are members: the account in question would be the one outside.
      const sharers = Math.max(index.sharers[identifier], users[community] + 1);
      const bits = affinity(users[community], sizes[community], sharers, index.accountCount);
      if (bits >= fewestBits) {
        uses.community.push(community);
        uses.users.push(users[community]);
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
    bits: Float64Array.from(uses.bits),
    firstSeen: Float64Array.from(seen.first),
    lastSeen: Float64Array.from(seen.last),
  };
}
