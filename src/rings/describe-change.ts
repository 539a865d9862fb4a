import { type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import type { Ring, RingId } from "../model/ring.ts";
import type { RingChange } from "../model/ring-change.ts";
import type { Succession, TakenOver } from "./judge-succession.ts";
import type { StoredRing } from "./known-ring.ts";
import type { Ancestry } from "./note-changes.ts";
import { countOf, listWords, nounOf } from "./words.ts";

// The sentences of a ring's history. Each can be checked: it names the rings and the identifiers, and counts.

export interface ComingAndGoing {
  readonly joinedCount: number;
  readonly leftCount: number;
}

/** How many things, and how many other rings, a sentence names before it says "more". */
const namedThings = 5;
const namedRings = 3;

export function describeAppearance({ memberCount, families }: Pick<Ring, "memberCount" | "families">): string {
  const tied = families.length === 0 ? "" : ` tied together by ${listWords(families)}`;
  return `Found for the first time: ${countOf(memberCount, "account")}${tied}`;
}

/** Names both rings, because it stands in the history of both. */
export function describeLineage({ id, memberCount }: Pick<Ring, "id" | "memberCount">, origin: Ancestry): string {
  const { other } = origin;
  const size = other.members.length;
  switch (origin.kind) {
    case "split":
      return `${origin.shared} of the ${countOf(memberCount, "account")} of ${id} were among the ${size} of ${nameOf(other)}`;
    case "merged":
      return `${origin.shared} of the ${countOf(size, "account")} of ${nameOf(other)} are in ${id} now`;
    case "succeeded":
      return describeSuccession({ id, memberCount }, other, origin.succession);
  }
}

function describeSuccession(
  { id, memberCount }: Pick<Ring, "id" | "memberCount">,
  other: StoredRing,
  { takenOver, accountCount, bits }: Succession,
): string {
  const kinds = Object.keys(identifierKinds) as IdentifierKind[];
  const counts = kinds.flatMap((kind) => {
    const count = takenOver.filter((taken) => taken.kind === kind).length;
    return count === 0 ? [] : [`${count} ${nounOf(kind, count)}`];
  });
  const named = takenOver.slice(0, namedThings).map(describeTakenOver);
  if (takenOver.length > namedThings) named.push(`${takenOver.length - namedThings} more`);
  return [
    `${id} takes over ${listWords(counts)} of ${nameOf(other)}: ${accountCount} of its ${countOf(memberCount, "account")} use them`,
    `(${named.join("; ")}).`,
    `Together that says ${bits.toFixed(1)} bits`,
  ].join(" ");
}

/**
 * A change without the identifiers that its sentence names, for who may not see them; what they are and how many is still said. Only a
 * succession names any. They stand in brackets between two phrases that are always the same, so whatever is there goes.
 */
export function withoutIdentifiers(change: RingChange): RingChange {
  if (change.kind !== "succeeded") return change;
  return {
    ...change,
    reason: change.reason.replace(/ use them \(.*\)\. Together that says /s, " use them. Together that says "),
  };
}

function describeTakenOver({ kind, value, accounts, usedBefore, outsiders }: TakenOver): string {
  const others = outsiders === 0 ? "nobody else" : countOf(outsiders, "other account");
  return `${nounOf(kind, 1)} ${value}: ${accounts.length} now, ${usedBefore} then, ${others}`;
}

export function describeReturn(before: StoredRing, stayed: number): string {
  const standing =
    before.decision === undefined || before.decision.outcome === "reopened"
      ? ""
      : `; it stays ${before.decision.outcome}, as decided on ${dayOf(before.decision.decidedAt)}`;
  return `It is back: ${stayed} of its ${countOf(before.members.length, "account")} are together again${standing}`;
}

export function describeMembers(memberCount: number, { joinedCount, leftCount }: ComingAndGoing): string {
  const parts = [joinedCount > 0 ? `${joinedCount} joined` : "", leftCount > 0 ? `${leftCount} left` : ""];
  return `${listWords(parts.filter((part) => part !== ""))}: ${countOf(memberCount, "account")} now`;
}

export function describeGrowth(memberCount: number, notedMemberCount: number, counts: ComingAndGoing): string {
  return `${describeMembers(memberCount, counts)}, ${notedMemberCount} when that was last noted`;
}

export function describeRisk(risk: number, notedRisk: number | undefined): string {
  return `Risk ${percent(risk)}${notedRisk === undefined ? "" : `, ${percent(notedRisk)} when that was last noted`}`;
}

/** @param foundIn how many of its members are in which ring now */
export function describeDissolution(ring: StoredRing, foundIn: ReadonlyMap<RingId, number>): string {
  const rings = [...foundIn].sort(([idA, a], [idB, b]) => b - a || (idA < idB ? -1 : 1));
  const named = rings.slice(0, namedRings).map(([id, count]) => `${count} in ${id}`);
  const others = rings.slice(namedRings).reduce((sum, [, count]) => sum + count, 0);
  const inNone = ring.members.length - rings.reduce((sum, [, count]) => sum + count, 0);
  if (others > 0) named.push(`${others} in other rings`);
  if (inNone > 0) named.push(`${inNone} in none`);
  return `Its ${countOf(ring.members.length, "account")} are no longer together: ${listWords(named)}`;
}

/** A decision in one sentence; the reason is the analyst's own. */
export function describeDecision(outcome: string, decidedBy: string, reason: string): string {
  return `${outcome} by ${decidedBy}: ${reason}`;
}

function nameOf({ id, status, decision }: StoredRing): string {
  const standing = decision === undefined || decision.outcome === "reopened" ? status : decision.outcome;
  return standing === "open" ? id : `${id} (${standing})`;
}

const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/** Never rounds what is uncertain to certainty. */
const percent = (risk: number): string => (risk > 0.999 && risk < 1 ? ">99.9 %" : `${(risk * 100).toFixed(1)} %`);
