import type { KnownIdentifier, PrecedentIndex } from "./index-precedents.ts";
import type { VerdictKind } from "../model/verdict.ts";

/** What analysts have said before that bears on a community. */
export interface CommunityPrecedents {
  /** Members that were in a ring when it was dismissed, and in none that was confirmed. */
  readonly dismissedMembers: number;
  /** Identifiers with a verdict that members use, by index. */
  readonly judged: readonly JudgedUse[];
  /** Identifiers without a verdict that a confirmed ring used and that newcomers use, by index. */
  readonly inherited: readonly InheritedUse[];
}

export interface JudgedUse {
  readonly identifier: number;
  readonly verdict: VerdictKind;
  /** Members that use it, ascending. */
  readonly members: Int32Array;
  /** Accounts in the window that use it without being members. */
  readonly otherCount: number;
  /** Seconds since 1970; first and last time that a member was seen with it. */
  readonly firstSeen: number;
  readonly lastSeen: number;
}

export interface InheritedUse {
  readonly identifier: number;
  /** Code of its kind. */
  readonly kind: number;
  /**
   * Members that use it and were in no confirmed ring themselves, ascending. Who was in one is known already: were it to count, a
   * confirmed ring would be its own evidence.
   */
  readonly newcomers: Int32Array;
  /** Accounts of confirmed rings that used it. */
  readonly confirmedUsers: number;
  /** Accounts in the window that use it, are no members and were in no confirmed ring. */
  readonly outsiders: number;
}

/** Counts what is known of a community's members; linear in their sightings of what has precedents. */
export function describePrecedents(
  { isConfirmed, isDismissed, knownOf }: PrecedentIndex,
  members: Int32Array,
): CommunityPrecedents {
  const uses = new Map<KnownIdentifier, { members: number[]; firstSeen: number; lastSeen: number }>();
  let dismissedMembers = 0;
  for (const member of members) {
    dismissedMembers += isDismissed[member];
    for (const { known, firstSeen, lastSeen } of knownOf.get(member) ?? []) {
      const use = uses.get(known) ?? { members: [], firstSeen, lastSeen };
      use.members.push(member);
      use.firstSeen = Math.min(use.firstSeen, firstSeen);
      use.lastSeen = Math.max(use.lastSeen, lastSeen);
      uses.set(known, use);
    }
  }
  const judged: JudgedUse[] = [];
  const inherited: InheritedUse[] = [];
  for (const [{ identifier, kind, verdict, confirmedUsers, users, strangers }, use] of uses) {
    const newcomers = Int32Array.from(use.members.filter((member) => !isConfirmed[member]));
    if (verdict !== undefined) {
      const { firstSeen, lastSeen } = use;
      const otherCount = users - use.members.length;
      judged.push({ identifier, verdict, members: Int32Array.from(use.members), otherCount, firstSeen, lastSeen });
    } else if (newcomers.length > 0) {
      inherited.push({ identifier, kind, newcomers, confirmedUsers, outsiders: strangers - newcomers.length });
    }
  }
  const byIndex = (a: { readonly identifier: number }, b: { readonly identifier: number }) =>
    a.identifier - b.identifier;
  return { dismissedMembers, judged: judged.sort(byIndex), inherited: inherited.sort(byIndex) };
}
