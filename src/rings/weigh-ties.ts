import { affinity } from "../graph/affinity.ts";
import { fewestBits } from "../graph/community-uses.ts";
import { isHard } from "../graph/hard-families.ts";
import { type Identifier, identifierKinds } from "../model/identifier.ts";

/** An identifier that a member shares with others of its ring. */
export interface SharedUse extends Identifier {
  /** Members of the ring that use it, the one in question among them; 2 or more. */
  readonly members: number;
  /** Accounts in the window that use it and are in no ring. */
  readonly strangers: number;
}

/** An identifier with how far its use says that an account belongs to the ring. */
export interface Tie extends Identifier {
  /** More than 0. */
  readonly bits: number;
}

/**
 * Weighs what a member shares with its ring, as the run did: each identifier by how much more the other members use it than those who
 * are in no ring do. Content or contact that it has in common with one member alone says nothing.
 *
 * @param memberCount of the ring
 * @param population accounts that are compared: the members and all who are in no ring
 */
export function weighTies(uses: readonly SharedUse[], memberCount: number, population: number): Tie[] {
  return uses.flatMap(({ kind, value, members, strangers }) => {
    if (members === 2 && !isHard.has(identifierKinds[kind].family)) return [];
    const forOutsiders = affinity(members, memberCount, members + Math.max(1, strangers), population);
    // The account is counted out: nobody vouches for itself.
    const bits = affinity(members - 1, memberCount - 1, members + strangers, population);
    return forOutsiders >= fewestBits && bits > 0 ? [{ kind, value, bits }] : [];
  });
}
