import type { CommunityIdentifier } from "../community-facts.ts";

/** How many members use at least one of the identifiers. */
export function membersOn(identifiers: readonly CommunityIdentifier[]): number {
  return new Set(identifiers.flatMap(({ members }) => [...members])).size;
}
