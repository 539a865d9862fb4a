import type { RingId, RingStatus } from "../model/ring.ts";

/** A ring as the run before left it. */
export interface PreviousRing {
  readonly id: RingId;
  readonly status: RingStatus;
  /** Keys of its accounts, without repetition. */
  readonly members: readonly number[];
}

export interface RingMatches {
  /** Per community: the ring that it continues, if any. */
  readonly continues: readonly (RingId | undefined)[];
  /** Rings that no community continues, in the order of their ids. */
  readonly dissolved: readonly RingId[];
}

interface Overlap {
  readonly ring: PreviousRing;
  readonly community: number;
  readonly shared: number;
}

/**
 * Finds which of the rings known so far each new community is.
 *
 * A ring keeps its id while at least half of its members stay together. Where a ring splits, the part with the most members is it;
 * where rings merge, the one that gives the most members goes on. Ties go to the lower ring id, then to the earlier community.
 *
 * A ring that an analyst has confirmed or dismissed must also make up at least half of the community: what was said of twelve
 * accounts must neither accuse nor excuse the thousand that they turn up among.
 *
 * @param communities keys of the accounts of each; no account is in two
 */
export function matchRings(
  previous: readonly PreviousRing[],
  communities: readonly (readonly number[] | Float64Array)[],
): RingMatches {
  const continues = new Array<RingId | undefined>(communities.length).fill(undefined);
  const taken = new Set<RingId>();
  const overlaps = findOverlaps(previous, communities).filter(({ ring, community, shared }) =>
    mayContinue(ring, shared, communities[community]?.length ?? 0),
  );
  for (const { ring, community } of overlaps.sort(mostSharedFirst)) {
    if (taken.has(ring.id) || continues[community] !== undefined) continue;
    continues[community] = ring.id;
    taken.add(ring.id);
  }
  const dissolved = previous.map(({ id }) => id).filter((id) => !taken.has(id));
  return { continues, dissolved: dissolved.sort() };
}

function mayContinue(ring: PreviousRing, shared: number, communitySize: number): boolean {
  if (shared * 2 < ring.members.length) return false;
  return ring.status === "open" || shared * 2 >= communitySize;
}

function mostSharedFirst(a: Overlap, b: Overlap): number {
  if (a.shared !== b.shared) return b.shared - a.shared;
  if (a.ring.id !== b.ring.id) return a.ring.id < b.ring.id ? -1 : 1;
  return a.community - b.community;
}

function findOverlaps(
  previous: readonly PreviousRing[],
  communities: readonly (readonly number[] | Float64Array)[],
): Overlap[] {
  const communityOf = new Map<number, number>();
  for (const [community, members] of communities.entries()) {
    for (const member of members) communityOf.set(member, community);
  }
  return previous.flatMap((ring) => {
    const shared = new Map<number, number>();
    for (const member of ring.members) {
      const community = communityOf.get(member);
      if (community !== undefined) shared.set(community, (shared.get(community) ?? 0) + 1);
    }
    return [...shared].map(([community, count]) => ({ ring, community, shared: count }));
  });
}
