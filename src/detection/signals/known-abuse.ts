import { type IdentifierKind, identifierKinds } from "../../model/identifier.ts";
import type { InheritedUse } from "../community-precedents.ts";
import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/** What does not pass from stranger to stranger. Addresses do, and mail domains and templates are anybody's. */
const hardKinds: readonly IdentifierKind[] = ["payment_instrument", "device_id", "email", "phone"];
const hardCodes: readonly number[] = hardKinds.map((kind) => identifierKinds[kind].code);

/**
 * Newcomers on the cards, devices and mailboxes of rings that were confirmed, or whoever uses what is known to be bad.
 *
 * One card may have been stolen from a family, and the proxy of a ring may stand in a home: so one thing says nothing, addresses say
 * something only to who comes from several networks of a ring's, and what others use as well - a carrier's address - does not count. What an
 * analyst called bad counts by itself.
 */
export const knownAbuse: Signal = {
  name: "known-abuse",
  subject: "precedents",
  weigh({ precedents, memberCount }, { knownAbuse: policy }) {
    const { judged, inherited } = precedents;
    const bad = judged.filter(({ verdict }) => verdict === "known_bad");
    const ownToRings = inherited.filter(({ newcomers, confirmedUsers, outsiders }) => {
      return outsiders <= policy.outsiders * (newcomers.length + confirmedUsers);
    });
    const ofRings = ownToRings.filter(({ kind }) => hardCodes.includes(kind));
    const things = ofRings.length >= policy.things ? ofRings : [];
    const roaming = findRoaming(ownToRings, inherited, policy.networks);
    const related = new Set([
      ...bad.flatMap(({ members }) => [...members]),
      ...things.flatMap(({ newcomers }) => [...newcomers]),
      ...roaming,
    ]);
    const sources = [
      ...(things.length > 0 ? [`${things.length} cards, devices or mailboxes of confirmed rings`] : []),
      ...(roaming.length > 0 ? [`${policy.networks} or more addresses of confirmed rings each`] : []),
      ...(bad.length > 0 ? [`${bad.length === 1 ? "one thing" : `${bad.length} things`} known to be bad`] : []),
    ];
    return finding(
      this.name,
      ramp(related.size / memberCount, ...policy.range) * policy.weight,
      `${related.size} of ${memberCount} accounts use ${sources.join(", ")}`,
    );
  },
};

/** Newcomers at so many addresses of confirmed rings, in as many networks. */
function findRoaming(few: readonly InheritedUse[], all: readonly InheritedUse[], fewest: number): number[] {
  const addresses = countUses(few, identifierKinds.ip.code);
  const networks = countUses(all, identifierKinds.ip_prefix.code);
  return [...addresses.keys()].filter((member) => {
    return Math.min(addresses.get(member) ?? 0, networks.get(member) ?? 0) >= fewest;
  });
}

/** By newcomer, how many identifiers of a kind it uses. */
function countUses(inherited: readonly InheritedUse[], code: number): Map<number, number> {
  const uses = new Map<number, number>();
  for (const { kind, newcomers } of inherited) {
    if (kind !== code) continue;
    for (const newcomer of newcomers) uses.set(newcomer, (uses.get(newcomer) ?? 0) + 1);
  }
  return uses;
}
