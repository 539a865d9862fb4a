import type { LineagePolicy } from "../detection/policy.ts";
import type { RingId } from "../model/ring.ts";
import type { KnownRing } from "./known-ring.ts";

export interface RingMatches {
  /** Per community: the ring that it continues, if any. */
  readonly continues: readonly (RingId | undefined)[];
  /** Rings that were there and that no community continues, in the order of their ids. */
  readonly dissolved: readonly RingId[];
}

/** A community's members, by account key; no account is in two communities. */
export type CommunityMembers = readonly number[] | Float64Array;

interface Overlap<Known extends KnownRing = KnownRing> {
  readonly ring: Known;
  readonly community: number;
  readonly shared: number;
  /** Members in common over members of either, in (0, 1]. */
  readonly likeness: number;
}

/**
 * Finds which of the rings known so far each new community is: the one that it is mutually best with, by the share of all their
 * members that they have in common (Jaccard 1912).
 *
 * A ring keeps its id while `keptShare` of its members stays together. Where a ring splits, the part with the most members is it;
 * where whole rings merge, the largest goes on; and where a small ring comes out again of a large one that it had gone into, it is
 * the small one, with what was decided on it. Ties go to the ring that is there before one that is gone, to the lower id, and
 * then to the earlier community.
 *
 * Of a ring that stands confirmed or dismissed, the accounts that this was said of must also make up `decidedShare` of the
 * community: what was said of twelve accounts must neither accuse nor excuse the thousand that they turn up among, not even
 * when these come a few at a time.
 */
export function matchRings(
  known: readonly KnownRing[],
  communities: readonly CommunityMembers[],
  policy: Pick<LineagePolicy, "keptShare" | "decidedShare">,
): RingMatches {
  const continues = new Array<RingId | undefined>(communities.length).fill(undefined);
  const taken = new Set<RingId>();
  const overlaps = findOverlaps(known, communities).filter((overlap) => {
    return mayContinue(overlap, communities[overlap.community] as CommunityMembers, policy);
  });
  for (const { ring, community } of overlaps.sort(bestFirst)) {
    if (taken.has(ring.id) || continues[community] !== undefined) continue;
    continues[community] = ring.id;
    taken.add(ring.id);
  }
  const gone = known.filter(({ id, status }) => status !== "dissolved" && !taken.has(id));
  return { continues, dissolved: gone.map(({ id }) => id).sort() };
}

function mayContinue(
  { ring, shared }: Overlap,
  community: CommunityMembers,
  { keptShare, decidedShare }: Pick<LineagePolicy, "keptShare" | "decidedShare">,
): boolean {
  if (shared < keptShare * ring.members.length) return false;
  const { decidedOn } = ring;
  if (decidedOn === undefined) return true;
  let decided = 0;
  for (const member of community) if (decidedOn.has(member)) decided++;
  return decided >= decidedShare * community.length;
}

function bestFirst(a: Overlap, b: Overlap): number {
  return (
    b.likeness - a.likeness ||
    Number(a.ring.status === "dissolved") - Number(b.ring.status === "dissolved") ||
    compareIds(a.ring.id, b.ring.id) ||
    a.community - b.community
  );
}

function compareIds(a: RingId, b: RingId): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Which rings and communities have members in common, and how many. */
export function findOverlaps<Known extends KnownRing>(
  known: readonly Known[],
  communities: readonly CommunityMembers[],
): Overlap<Known>[] {
  const communityOf = new Map<number, number>();
  for (const [community, members] of communities.entries()) {
    for (const member of members) communityOf.set(member, community);
  }
  return known.flatMap((ring) => {
    const shared = new Map<number, number>();
    for (const member of ring.members) {
      const community = communityOf.get(member);
      if (community !== undefined) shared.set(community, (shared.get(community) ?? 0) + 1);
    }
    return [...shared].map(([community, count]) => {
      const either = ring.members.length + (communities[community]?.length ?? 0) - count;
      return { ring, community, shared: count, likeness: count / either };
    });
  });
}
