import { addressFading } from "../graph/address-fading.ts";
import { affinity } from "../graph/affinity.ts";
import type { EvidencePolicy } from "../graph/evidence-policy.ts";
import { isHard } from "../graph/hard-families.ts";
import { belongs, bitsAgainst } from "../graph/belongs.ts";
import { fewestBits } from "../graph/community-uses.ts";
import { families, type Family, type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import { addUpTies } from "../rings/add-up-ties.ts";

const millisecondsPerDay = 86_400_000;

/** An identifier that a sign-up and members of a ring use. */
export interface SharedWithRing {
  readonly kind: IdentifierKind;
  /** Members that use it, who one of them is, and when the last of them did. */
  readonly users: number;
  readonly someUser: number;
  readonly lastSeenAt: Date;
  /** Accounts that use it and are in no ring. */
  readonly strangers: number;
}

export interface Membership {
  /** Bits of each of the identifiers, in their order; 0 where one says nothing. */
  readonly bitsOf: readonly number[];
  readonly bits: number;
  readonly neededBits: number;
  readonly byFamily: Readonly<Record<Family, number>>;
  /** In [0, 1], by the bits alone. */
  readonly probability: number;
  /** Whether a run would let it in: by enough bits, by two families, and by more than one member. */
  readonly belongs: boolean;
}

/**
 * Says whether a sign-up would belong to a ring, by the rule that a run lets members in by: what it shares with the ring, each identifier by how
 * much more the members use it than those do who are in no ring. Pure.
 *
 * @param memberCount of the ring
 * @param strangers accounts in the window that are in no ring, without the sign-up
 * @param at when it would take place
 */
export function weighMembership(
  shared: readonly SharedWithRing[],
  { memberCount, strangers, at }: { readonly memberCount: number; readonly strangers: number; readonly at: Date },
  policy: Pick<EvidencePolicy, "affinity" | "repeatedEvidence" | "addressHalfLifeDays">,
): Membership {
  const population = memberCount + strangers + 1;
  const bitsOf = shared.map(({ kind, users, strangers: others, lastSeenAt }) => {
    const { family } = identifierKinds[kind];
    if (users === 1 && !isHard.has(family)) return 0;
    // The sign-up itself would be one more stranger.
    const bits = affinity(Math.min(users, memberCount), memberCount, users + others + 1, population);
    if (bits < fewestBits) return 0;
    const daysApart = family === "network" ? (at.getTime() - lastSeenAt.getTime()) / millisecondsPerDay : 0;
    return Math.max(0, bits - addressFading(daysApart, policy.addressHalfLifeDays));
  });
  const ties = shared.map(({ kind }, place) => ({ kind, value: "", bits: bitsOf[place] as number }));
  const byFamily = addUpTies(ties, policy.repeatedEvidence);
  const bits = families.reduce((sum, family) => sum + byFamily[family], 0);
  const againstIt = bitsAgainst(memberCount, population);
  const telling = shared.filter((_, place) => (bitsOf[place] as number) > 0);
  const users = new Set(telling.map(({ someUser }) => someUser));
  const isOfSeveral = users.size > 1 || telling.some(({ users: count }) => count > 1);
  const neededBits = againstIt + policy.affinity.marginBits;
  const byPosition = Float64Array.from(families, (family) => byFamily[family]);
  return {
    bitsOf,
    bits,
    neededBits: Math.max(0, neededBits),
    byFamily,
    probability: 1 / (1 + 2 ** (againstIt - bits)),
    belongs: isOfSeveral && belongs(byPosition, memberCount, population, policy.affinity),
  };
}
