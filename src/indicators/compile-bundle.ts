import type { StixBundle, StixObject } from "../contract/stix-bundle.ts";
import type { Identifier } from "../model/identifier.ts";
import type { Ring } from "../model/ring.ts";
import { countOf, nounOf } from "../rings/words.ts";
import type { ChosenIndicator } from "./choose-indicators.ts";
import { toObservable } from "./stix/observable.ts";
import { type PatternSubject, writePattern } from "./stix/pattern.ts";
import { amberMarking, definingObjects, observableType } from "./stix/ringfence-objects.ts";
import { uuidOf } from "./stix/uuid.ts";

export interface BundleFrame {
  /** The installation that tells it: `identity--…`. */
  readonly identityId: string;
  /** Whom it is for: what each is told of a ring is a grouping of its own. */
  readonly audience: string;
  /** When the run ended that found it, or when it was decided on since. */
  readonly modifiedAt: Date;
  /** The name under which an identifier goes; undefined to tell it plainly. */
  readonly pseudonymise: ((identifier: Identifier) => string) | undefined;
}

/**
 * Puts a ring into a STIX 2.1 bundle: one `grouping`, and for each identifier what was observed (`observed-data` with its observable) and the
 * `indicator` that is based on it. Names no account. Pure: the same of one run, to the letter; an object that changed has the id that it had.
 */
export function compileBundle(ring: Ring, chosen: readonly ChosenIndicator[], frame: BundleFrame): StixBundle {
  const namespace = frame.identityId.slice("identity--".length);
  const named = (type: string, name: string) => `${type}--${uuidOf(namespace, `${type} ${name}`)}`;
  const createdAt = ring.firstFlaggedAt ?? frame.modifiedAt;
  // What the run saw may be ahead of the clock by some minutes.
  const modified = new Date(Math.max(createdAt.getTime(), frame.modifiedAt.getTime())).toISOString();
  const common = {
    spec_version: "2.1" as const,
    created_by_ref: frame.identityId,
    created: createdAt.toISOString(),
    modified,
    object_marking_refs: [amberMarking.id],
  };
  const told = chosen.flatMap((item) => describeIndicator(ring, item, { frame, named, common }));
  const ofRing = told.filter(({ created }) => created !== undefined);
  const grouping: StixObject = {
    type: "grouping",
    id: named("grouping", `${ring.id} ${frame.audience}`),
    ...common,
    name: `A ring of ${countOf(ring.memberCount, "account")}`,
    description: `${countOf(ring.memberCount, "account")} that one hand seems to run made ${countOf(ring.requestCount, "request")} between ${ring.firstEventAt.toISOString()} and ${ring.lastEventAt.toISOString()}. ${ring.status === "confirmed" ? "An analyst has confirmed it." : "No analyst has confirmed it."}`,
    confidence: Math.min(99, Math.max(1, Math.floor(100 * ring.risk))),
    context: "suspicious-activity",
    external_references: [{ source_name: "ringfence", external_id: ring.id }],
    object_refs: ofRing.map(({ id }) => id),
  };
  const identity: StixObject = {
    type: "identity",
    spec_version: "2.1",
    id: frame.identityId,
    created: definingObjects[0].created,
    modified: definingObjects[0].modified,
    name: "A provider that uses Ringfence",
    identity_class: "organization",
  };
  const defining = told.some(({ type }) => type === observableType) ? definingObjects : [];
  return {
    type: "bundle",
    id: `bundle--${uuidOf(namespace, `bundle ${grouping.id} ${modified}`)}`,
    objects: [identity, ...defining, amberMarking, grouping, ...told],
  };
}

interface Naming {
  readonly frame: BundleFrame;
  readonly named: (type: string, name: string) => string;
  readonly common: Pick<StixObject, "spec_version" | "created_by_ref" | "created" | "modified">;
}

function describeIndicator(
  { id: ringId, status }: Ring,
  { evidence, confidence, validUntil }: ChosenIndicator,
  { frame: { pseudonymise }, named, common }: Naming,
): StixObject[] {
  const { kind, value, memberCount, otherCount, firstSeenAt, lastSeenAt } = evidence;
  const subject: PatternSubject = {
    kind,
    value: pseudonymise ? pseudonymise(evidence) : value,
    isPseudonym: pseudonymise !== undefined,
  };
  const observable = toObservable(subject);
  // Made of what is told, never of what is not: whoever knows our ids must not find a value by trying.
  const name = `${ringId} ${observable.id}`;
  const observed: StixObject = {
    type: "observed-data",
    id: named("observed-data", name),
    ...common,
    first_observed: firstSeenAt.toISOString(),
    last_observed: lastSeenAt.toISOString(),
    number_observed: memberCount,
    object_refs: [observable.id],
  };
  const noun = nounOf(kind, 1);
  const others = otherCount === 0 ? "nobody else" : `${countOf(otherCount, "other account")}`;
  const indicator: StixObject = {
    type: "indicator",
    id: named("indicator", name),
    ...common,
    name: `${/^[aeiou]/.test(noun) ? "An" : "A"} ${noun} of a ring`,
    description: `Used by ${countOf(memberCount, "account")} of the ring and ${others}.`,
    indicator_types: [status === "confirmed" ? "malicious-activity" : "anomalous-activity"],
    confidence,
    pattern: writePattern(subject),
    pattern_type: "stix",
    pattern_version: "2.1",
    valid_from: firstSeenAt.toISOString(),
    valid_until: validUntil.toISOString(),
  };
  const basedOn: StixObject = {
    type: "relationship",
    id: named("relationship", name),
    ...common,
    relationship_type: "based-on",
    source_ref: indicator.id,
    target_ref: observed.id,
  };
  return [observable, observed, indicator, basedOn];
}
