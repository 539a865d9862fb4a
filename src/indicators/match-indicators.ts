import type { Db } from "../db/database.ts";
import type { MatchIndicators } from "../model/indicator.ts";
import type { Identifier } from "../model/identifier.ts";
import { unseal } from "../seal.ts";
import { findIndicators, type Lookup, selectPseudonymousPeers } from "./indicator-queries.ts";
import { createPseudonyms, type Pseudonymise } from "./pseudonymise.ts";

/**
 * Prepares the looking up of what peers say.
 *
 * What came under pseudonyms is found by hashing what is asked for, under the key of each peer: so nothing of ours has to be gone through when
 * indicators come in, and what we see later is compared as well.
 */
export function createMatcher(db: Db, secret: Buffer): MatchIndicators {
  // A peer's key never changes, and an id is never given twice.
  const known = new Map<string, Pseudonymise>();
  const pseudonymsOf = ({ id, sealed }: { readonly id: string; readonly sealed: Buffer }): Pseudonymise => {
    const made = known.get(id) ?? createPseudonyms(unseal(secret, { purpose: "peer keys", owner: id }, sealed));
    known.set(id, made);
    return made;
  };
  return async (identifiers, at) => {
    const matches = identifiers.map((): Awaited<ReturnType<MatchIndicators>>[number] => []);
    if (identifiers.length === 0) return matches;
    const peers = (await selectPseudonymousPeers(db)).map(pseudonymsOf);
    const lookups = identifiers.flatMap((identifier, place) => toLookups(identifier, place, peers));
    for (const { place, ...match } of await findIndicators(db, lookups, at)) matches[place]?.push(match);
    return matches;
  };
}

function toLookups(identifier: Identifier, place: number, peers: readonly Pseudonymise[]): Lookup[] {
  const { kind, value } = identifier;
  return [
    { place, kind, value, pseudonym: null },
    ...peers.map((pseudonymise) => ({
      place,
      kind,
      value: null,
      pseudonym: Buffer.from(pseudonymise({ kind, value }), "hex"),
    })),
  ];
}
