import type { EvidencePolicy } from "../graph/evidence-policy.ts";
import { indexIdentifiers } from "../graph/identifier-index.ts";
import { linkThreshold } from "../graph/link-threshold.ts";
import { weighPairs } from "../graph/pair-evidence.ts";
import { restsOnTwoFamilies } from "../graph/two-family-rule.ts";
import { families, type Family, type IdentifierKind, identifierKinds } from "../model/identifier.ts";

/** An identifier of a sign-up that members of rings use. */
export interface AskedIdentifier {
  readonly key: number;
  readonly kind: IdentifierKind;
  /** Accounts in the window that use it, without the sign-up. */
  readonly sharers: number;
}

/** That a member was seen with one of them: seconds since 1970. */
export interface SeenWith {
  readonly accountKey: number;
  readonly identifierKey: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** The evidence that one hand runs the sign-up and a member, in bits. */
export interface WeighedLink {
  readonly accountKey: number;
  readonly bits: number;
  readonly byFamily: Readonly<Record<Family, number>>;
  readonly timing: number;
}

export interface LinkOptions {
  /** When the sign-up would take place, in seconds since 1970. */
  readonly at: number;
  /** Accounts in the window, without the sign-up. */
  readonly population: number;
  readonly windowSeconds: number;
  readonly policy: EvidencePolicy;
}

/**
 * Weighs a sign-up against members as a run weighs pairs of accounts, and keeps what would be a link: enough bits, on two families. Pure.
 *
 * That two signed up together does not stand in for a second family here: whether anybody else did in between is not known yet.
 *
 * @returns strongest first, ties by key
 */
export function weighLinks(
  asked: readonly AskedIdentifier[],
  seen: readonly SeenWith[],
  { at, population, windowSeconds, policy }: LinkOptions,
): WeighedLink[] {
  const accountKeys = [...new Set(seen.map(({ accountKey }) => accountKey))].sort((a, b) => a - b);
  if (accountKeys.length === 0) return [];
  // The sign-up is account 0.
  const accountOf = new Map(accountKeys.map((key, place) => [key, place + 1]));
  const identifierOf = new Map(asked.map(({ key }, place) => [key, place]));
  const ofMembers = seen.filter(({ identifierKey }) => identifierOf.has(identifierKey));
  const index = indexIdentifiers({
    accountCount: accountKeys.length + 1,
    identifierCount: asked.length,
    kind: Uint8Array.from(asked, ({ kind }) => identifierKinds[kind].code),
    account: Int32Array.from([
      ...asked.map(() => 0),
      ...ofMembers.map(({ accountKey }) => accountOf.get(accountKey) ?? 0),
    ]),
    identifier: Int32Array.from([
      ...asked.keys(),
      ...ofMembers.map(({ identifierKey }) => identifierOf.get(identifierKey) ?? 0),
    ]),
    firstSeen: Float64Array.from([...asked.map(() => at), ...ofMembers.map(({ firstSeen }) => firstSeen)]),
    lastSeen: Float64Array.from([...asked.map(() => at), ...ofMembers.map(({ lastSeen }) => lastSeen)]),
    requests: new Float64Array(asked.length + ofMembers.length),
  });
  // Only these few accounts are here, but how rare an identifier is depends on everybody.
  const everybody = {
    ...index,
    accountCount: population + 1,
    sharers: Int32Array.from(asked, ({ sharers }) => Math.min(sharers, population) + 1),
  };
  const weigh = weighPairs(everybody, windowSeconds, policy);
  const threshold = linkThreshold(population + 1, policy.marginBits);
  return accountKeys
    .flatMap((accountKey, place): WeighedLink[] => {
      const evidence = weigh(0, place + 1);
      if (evidence.bits < threshold || !restsOnTwoFamilies(evidence, false, policy)) return [];
      const byFamily = Object.fromEntries(
        families.map((family, position) => [family, evidence.byFamily[position] as number]),
      ) as Record<Family, number>;
      return [{ accountKey, bits: evidence.bits, byFamily, timing: evidence.timing }];
    })
    .sort((a, b) => b.bits - a.bits || a.accountKey - b.accountKey);
}
