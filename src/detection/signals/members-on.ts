import type { CommunityIdentifier } from "../community-facts.ts";

/**
 * How many members use at least one of the identifiers.
 *
 * @param among the members who count; all, where nothing is given
 */
export function membersOn(identifiers: readonly CommunityIdentifier[], among?: Int32Array): number {
  const using = new Set(identifiers.flatMap(({ members }) => [...members]));
  return among === undefined ? using.size : among.filter((member) => using.has(member)).length;
}
