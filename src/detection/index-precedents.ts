import type { Sightings } from "../graph/sightings.ts";
import type { VerdictKind } from "../model/verdict.ts";
import type { Precedents } from "./precedents.ts";

/** Precedents, to be looked up account by account. */
export interface PrecedentIndex {
  /** Per account: 1 where it was in a ring when that was confirmed, or dismissed. */
  readonly isConfirmed: Uint8Array;
  readonly isDismissed: Uint8Array;
  /** By account: its sightings of identifiers of which something is known. */
  readonly knownOf: ReadonlyMap<number, readonly KnownSighting[]>;
}

export interface KnownSighting {
  readonly known: KnownIdentifier;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** An identifier that has a verdict, or that accounts of confirmed rings used. */
export interface KnownIdentifier {
  readonly identifier: number;
  /** Code of its kind. */
  readonly kind: number;
  readonly verdict: VerdictKind | undefined;
  /** How many accounts of confirmed rings used it, the silent ones included. */
  readonly confirmedUsers: number;
  /** How many accounts in the window use it, and how many of these were in no confirmed ring. */
  readonly users: number;
  readonly strangers: number;
}

/** Linear in the sightings; where there are no precedents, they are not looked at. */
export function indexPrecedents(sightings: Sightings, precedents: Precedents): PrecedentIndex {
  const isConfirmed = mark(precedents.confirmed, sightings.accountCount);
  const isDismissed = mark(precedents.dismissed, sightings.accountCount);
  const known = new Map<number, { -readonly [Field in keyof KnownIdentifier]: KnownIdentifier[Field] }>();
  const { inheritable, judged } = precedents;
  const start = (identifier: number) => {
    const nobody = { verdict: undefined, confirmedUsers: 0, users: 0, strangers: 0 };
    const one = known.get(identifier) ?? { identifier, kind: sightings.kind[identifier], ...nobody };
    known.set(identifier, one);
    return one;
  };
  for (const { identifier, verdict } of judged) start(identifier).verdict = verdict;
  for (const [place, identifier] of inheritable.identifier.entries()) {
    start(identifier).confirmedUsers = inheritable.users[place];
  }
  const knownOf = new Map<number, KnownSighting[]>();
  if (known.size === 0) return { isConfirmed, isDismissed, knownOf };
  const isKnown = mark(Int32Array.from(known.keys()), sightings.identifierCount);
  for (let sighting = 0; sighting < sightings.identifier.length; sighting++) {
    if (!isKnown[sightings.identifier[sighting]]) continue;
    const one = start(sightings.identifier[sighting]);
    const account = sightings.account[sighting];
    one.users++;
    if (!isConfirmed[account]) one.strangers++;
    const seen = { known: one, firstSeen: sightings.firstSeen[sighting], lastSeen: sightings.lastSeen[sighting] };
    const own = knownOf.get(account);
    if (own) own.push(seen);
    else knownOf.set(account, [seen]);
  }
  return { isConfirmed, isDismissed, knownOf };
}

function mark(places: Int32Array, count: number): Uint8Array {
  const isMarked = new Uint8Array(count);
  for (const place of places) isMarked[place] = 1;
  return isMarked;
}
