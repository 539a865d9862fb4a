import type { LineagePolicy } from "../detection/policy.ts";
import type { RingId } from "../model/ring.ts";
import type { KnownRing } from "./known-ring.ts";
import { type CommunityMembers, findOverlaps } from "./match-rings.ts";

/** A community that members of another ring are in. */
export interface Kinship<Known extends KnownRing = KnownRing> {
  readonly kind: "split" | "merged";
  readonly community: number;
  readonly other: Known;
  /** Members of the other ring that are in the community. */
  readonly shared: number;
}

/**
 * Tells which communities came off other rings than the one that they continue, and which rings went into them.
 *
 * Where both go on, members changed sides: that is no lineage, and is noted as members who came and went. Nor is it one where
 * these are few (`policy.kin`). A ring that is gone matters only to a community that is new.
 *
 * @param continues as `matchRings` found
 * @returns by community, then by the other ring's id
 */
export function traceKin<Known extends KnownRing>(
  known: readonly Known[],
  communities: readonly CommunityMembers[],
  continues: readonly (RingId | undefined)[],
  policy: Pick<LineagePolicy, "kin" | "keptShare">,
): Kinship<Known>[] {
  const goesOn = new Set(continues.filter((id) => id !== undefined));
  const kinships = findOverlaps(known, communities).flatMap(({ ring, community, shared }): Kinship<Known>[] => {
    const size = communities[community]?.length ?? 0;
    const isNew = continues[community] === undefined;
    const isNotable = shared >= policy.kin.smallest && shared >= policy.kin.share * Math.min(ring.members.length, size);
    if (!isNotable || continues[community] === ring.id) return [];
    if (goesOn.has(ring.id)) return isNew ? [{ kind: "split", community, other: ring, shared }] : [];
    if (ring.status === "dissolved" && !isNew) return [];
    const isWhole = shared >= policy.keptShare * ring.members.length;
    return [{ kind: isNew && !isWhole ? "split" : "merged", community, other: ring, shared }];
  });
  return kinships.sort((a, b) => a.community - b.community || (a.other.id < b.other.id ? -1 : 1));
}
