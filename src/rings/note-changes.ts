import type { LineagePolicy } from "../detection/policy.ts";
import type { Ring, RingId } from "../model/ring.ts";
import { lineageKinds, type RingChange, type RingChangeKind } from "../model/ring-change.ts";
import {
  describeAppearance,
  describeDissolution,
  describeGrowth,
  describeLineage,
  describeMembers,
  describeReturn,
  describeRisk,
} from "./describe-change.ts";
import type { Succession } from "./judge-succession.ts";
import type { StoredRing } from "./known-ring.ts";
import type { Kinship } from "./trace-kin.ts";

/** A change that is ready to be written; its status is the database's business. */
export interface NotedChange
  extends Pick<RingChange, "ringId" | "kind" | "memberCount" | "risk" | "joinedCount" | "leftCount" | "reason"> {
  /** The ring that it came from or that went into it. */
  readonly other?: Pick<StoredRing, "id" | "bornRun">;
}

/** Where a ring came from, or what went into it. */
export type Ancestry =
  | Omit<Kinship<StoredRing>, "community">
  | { readonly kind: "succeeded"; readonly other: StoredRing; readonly succession: Succession };

/** A ring that a run found, beside what was known of it. */
export interface FoundRing {
  readonly ring: Pick<Ring, "id" | "risk" | "flagged" | "memberCount" | "families">;
  /** Keys of its accounts. */
  readonly members: readonly number[];
  readonly before: StoredRing | undefined;
  readonly ancestry: readonly Ancestry[];
}

/** Lists what a run changed about a ring that it found, in the order of `ringChangeKinds`; nothing where nothing did. */
export function noteChanges(
  { ring, members, before, ancestry }: FoundRing,
  policy: Pick<LineagePolicy, "grownShare" | "riskStep">,
): NotedChange[] {
  const wasThere = before !== undefined && before.status !== "dissolved";
  const earlier = new Set(before?.members);
  const stayed = members.filter((member) => earlier.has(member)).length;
  const counts = wasThere
    ? { joinedCount: members.length - stayed, leftCount: earlier.size - stayed }
    : { joinedCount: members.length, leftCount: 0 };
  const state = { ringId: ring.id, memberCount: ring.memberCount, risk: ring.risk };
  const note = (kind: RingChangeKind, reason: string, other?: StoredRing): NotedChange => ({
    ...state,
    ...(kind === "risk" || kind === "flagged" || kind === "released" || isLineage(kind) ? noCounts : counts),
    kind,
    reason,
    ...(other && { other: { id: other.id, bornRun: other.bornRun } }),
  });

  const changes: NotedChange[] = [];
  if (before === undefined) changes.push(note("appeared", describeAppearance(ring)));
  for (const origin of ancestry) {
    changes.push(note(origin.kind, describeLineage(ring, origin), origin.other));
  }
  if (before?.status === "dissolved") changes.push(note("returned", describeReturn(before, stayed)));
  if (wasThere && counts.joinedCount + counts.leftCount > 0) {
    const hasGrown = ring.memberCount >= before.notedMemberCount * (1 + policy.grownShare);
    changes.push(
      hasGrown
        ? note("grown", describeGrowth(ring.memberCount, before.notedMemberCount, counts))
        : note("members", describeMembers(ring.memberCount, counts)),
    );
  }
  const flagChanged = ring.flagged !== (wasThere && before.flagged);
  if (flagChanged) {
    changes.push(note(ring.flagged ? "flagged" : "released", describeRisk(ring.risk, before?.notedRisk)));
  } else if (before !== undefined && Math.abs(ring.risk - before.notedRisk) >= policy.riskStep) {
    changes.push(note("risk", describeRisk(ring.risk, before.notedRisk)));
  }
  return changes;
}

const noCounts = { joinedCount: 0, leftCount: 0 };

function isLineage(kind: RingChangeKind): boolean {
  return (lineageKinds as readonly RingChangeKind[]).includes(kind);
}

/**
 * What is noted of a ring that is no more.
 *
 * @param foundIn how many of its members are in which ring now
 */
export function noteDissolution(ring: StoredRing, foundIn: ReadonlyMap<RingId, number>): NotedChange {
  return {
    ringId: ring.id,
    kind: "dissolved",
    memberCount: ring.members.length,
    risk: ring.risk,
    joinedCount: 0,
    leftCount: ring.members.length,
    reason: describeDissolution(ring, foundIn),
  };
}
