import type { IgnoredReason, IndicatorImportBody } from "../contract/indicator.ts";
import { toJsonPointer } from "../contract/json-pointer.ts";
import { listFaults, shortenName } from "../contract/list-faults.ts";
import type { FaultBody } from "../contract/problem.ts";
import { type StixBundleInput, StixIndicatorInput } from "../contract/stix-input.ts";
import type { KeyedHash } from "../ingest/keyed-hash.ts";
import { normaliseIdentifier } from "../ingest/normalise-identifier.ts";
import { DomainError } from "../model/errors.ts";
import { hashedKinds, type Peer } from "../model/peer.ts";
import { type PatternSubject, readPattern } from "./stix/pattern.ts";
import { observableType } from "./stix/ringfence-objects.ts";
import type { TakenIndicator } from "./taken-indicator.ts";

const dayMilliseconds = 86_400_000;
/** How long what a peer gives no end stays, and anything at most: nobody's address is bad for ever. */
const daysWithoutEnd = 90;
const mostDays = 365;
const longestPattern = 4096;
const mostListed = 100;

/** Types that a bundle holds around its indicators, and that say nothing to us besides. */
const companions = new Set([
  "identity",
  "extension-definition",
  "marking-definition",
  "grouping",
  "observed-data",
  "relationship",
  "ipv4-addr",
  "ipv6-addr",
  "email-addr",
  "domain-name",
  observableType,
]);

export interface ReadOptions {
  readonly now: Date;
  readonly kinds: Peer["kinds"];
  /** What we go by: our own words are no news. */
  readonly ownId: string;
  readonly hash: KeyedHash;
}

/** What a bundle says, as far as it is understood; and what of it is not. */
export interface ReadBundle extends Pick<IndicatorImportBody, "rejected" | "errors" | "ignored"> {
  /** The newest version of each. */
  readonly taken: readonly TakenIndicator[];
  /** Ids of those that are taken back, with the version that does. */
  readonly revoked: readonly { readonly stixId: string; readonly modifiedAt: Date }[];
}

type Reading =
  | { readonly faults: readonly FaultBody[] }
  | { readonly ignored: IgnoredReason; readonly what: string | null }
  | { readonly revoked: string; readonly modifiedAt: Date }
  | { readonly taken: TakenIndicator };

/** Reads a bundle of somebody else's. Pure. A good indicator is taken even where its neighbour is at fault. */
export function readBundle({ objects }: StixBundleInput, options: ReadOptions): ReadBundle {
  const ignored = new Map<string, { reason: IgnoredReason; what: string | null; count: number }>();
  const newest = new Map<string, Extract<Reading, { modifiedAt: Date } | { taken: TakenIndicator }>>();
  const errors: FaultBody[] = [];
  let rejected = 0;
  const keepNewest = (id: string, reading: Extract<Reading, { modifiedAt: Date } | { taken: TakenIndicator }>) => {
    const known = newest.get(id);
    if (!known || versionOf(known) <= versionOf(reading)) newest.set(id, reading);
  };
  for (const [place, object] of objects.entries()) {
    if (companions.has(object.type)) continue;
    const reading = object.type === "indicator" ? readIndicator(object, place, options) : unknownType(object.type);
    if ("faults" in reading) {
      rejected++;
      errors.push(...reading.faults.slice(0, mostListed - errors.length));
    } else if ("ignored" in reading) {
      const { ignored: reason, what } = reading;
      const group = ignored.get(`${reason} ${what}`) ?? { reason, what, count: 0 };
      group.count++;
      ignored.set(`${reason} ${what}`, group);
    } else keepNewest("taken" in reading ? reading.taken.stixId : reading.revoked, reading);
  }
  const readings = [...newest.values()];
  return {
    taken: readings.flatMap((reading) => ("taken" in reading ? reading.taken : [])),
    revoked: readings.flatMap((reading) =>
      "revoked" in reading ? { stixId: reading.revoked, modifiedAt: reading.modifiedAt } : [],
    ),
    ignored: [...ignored.values()].sort((a, b) => b.count - a.count).slice(0, mostListed),
    rejected,
    errors,
  };
}

const versionOf = (reading: { readonly modifiedAt: Date } | { readonly taken: TakenIndicator }): number =>
  ("taken" in reading ? reading.taken : reading).modifiedAt.getTime();

const unknownType = (type: string): Reading => ({ ignored: "unknown_type", what: shortenName(type) });

function readIndicator(object: object, place: number, { now, kinds, ownId, hash }: ReadOptions): Reading {
  const at = (...path: PropertyKey[]) => toJsonPointer(["objects", place, ...path]);
  const parsed = StixIndicatorInput.safeParse(object);
  if (!parsed.success) {
    return { faults: listFaults(parsed.error).map(({ detail, path }) => ({ detail, pointer: at(...path) })) };
  }
  const { id: stixId, modified: modifiedAt, pattern, valid_from: validFrom, ...said } = parsed.data;
  if (said.created_by_ref === ownId) return { ignored: "told_by_us", what: null };
  if (said.revoked === true) return { revoked: stixId, modifiedAt };
  if (said.valid_until !== undefined && said.valid_until <= validFrom) {
    return { faults: [{ detail: "must lie after valid_from", pointer: at("valid_until") }] };
  }
  if (said.pattern_type !== "stix") return { ignored: "unknown_pattern_type", what: shortenName(said.pattern_type) };
  const subject = pattern.length > longestPattern ? undefined : readPattern(pattern);
  if (!subject) return { ignored: "unknown_pattern", what: null };
  const { kind, isPseudonym } = subject;
  if (!kinds.includes(kind)) return { ignored: "kind_not_shared", what: kind };
  if (isPseudonym && hashedKinds.has(kind)) return { ignored: "kind_has_no_pseudonym", what: kind };
  const validUntil = endOf(said.valid_until, now);
  if (validUntil <= now || validUntil <= validFrom) return { ignored: "expired", what: kind };
  try {
    const named = nameSubject(subject, hash);
    return {
      taken: { stixId, kind, ...named, confidence: said.confidence ?? null, validFrom, validUntil, modifiedAt },
    };
  } catch (error) {
    if (error instanceof DomainError) return { faults: [{ detail: error.message, pointer: at("pattern") }] };
    throw error;
  }
}

function endOf(given: Date | undefined, now: Date): Date {
  const days = given === undefined ? daysWithoutEnd : mostDays;
  const latest = new Date(now.getTime() + days * dayMilliseconds);
  return given !== undefined && given < latest ? given : latest;
}

/** @throws {DomainError} `invalid-identifier` */
function nameSubject({ kind, value, isPseudonym }: PatternSubject, hash: KeyedHash) {
  if (!isPseudonym) return { value: normaliseIdentifier(kind, value, hash).value, pseudonym: null };
  if (!/^[0-9a-f]{64}$/i.test(value)) {
    throw new DomainError("invalid", "invalid-identifier", "The pseudonym must be 64 hexadecimal digits");
  }
  return { value: null, pseudonym: Buffer.from(value, "hex") };
}
