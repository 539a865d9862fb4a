import type { CommunityFacts, CommunityIdentifier } from "../community-facts.ts";

/** The identifiers of one kind that at least `sharers` members use, and how many members use one of them. */
export function reuseOf(facts: CommunityFacts, kindCode: number, sharers: number) {
  const reused = facts.shared.filter((shared) => shared.kind === kindCode && shared.memberCount >= sharers);
  return { reused, memberCount: membersOn(reused) };
}

/** How many accounts use at least one of the identifiers. */
export function membersOn(identifiers: readonly CommunityIdentifier[]): number {
  const members = new Set<number>();
  for (const { members: users } of identifiers) for (const member of users) members.add(member);
  return members.size;
}
