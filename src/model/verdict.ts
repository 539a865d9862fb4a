import type { Brand } from "./brand.ts";
import type { Identifier } from "./identifier.ts";

export type VerdictId = Brand<string, "VerdictId">;

/** What an analyst can say of an identifier. The names are public and never change. */
export const verdictKinds = [
  "office",
  "university",
  "household",
  "company_card",
  "ci",
  "carrier",
  "vpn",
  "gateway",
  "public_place",
  "popular_tool",
  "known_bad",
] as const;
export type VerdictKind = (typeof verdictKinds)[number];

/** Whether an identifier of which this was said ties nobody to anybody: everything but `known_bad` is said to excuse who uses it. */
export const isInnocent = (verdict: VerdictKind): boolean => verdict !== "known_bad";

/**
 * Verdicts that say who the people are, and not only that they are many: colleagues, students, a family. Anybody can be behind a
 * carrier, a VPN or a gateway, a ring as well.
 */
export const verdictsOnPeople: readonly VerdictKind[] = ["office", "university", "household", "company_card", "ci"];

/** What an analyst said of an identifier. Never changed: a change of mind is another verdict, and the newest one counts. */
export interface Verdict {
  readonly id: VerdictId;
  /** As it is stored: a keyed hash where the kind is `email` or `phone`. */
  readonly identifier: Identifier;
  /** Null where it takes back what was said before. */
  readonly verdict: VerdictKind | null;
  /** Never null but of one that takes back. */
  readonly reason: string | null;
  /** From this moment on it says nothing any more; null where it has no end. */
  readonly expiresAt: Date | null;
  /** Name of the key that it came with, or who sat at the command line. */
  readonly author: string;
  /** Id of that key; null from the command line. */
  readonly keyId: string | null;
  readonly createdAt: Date;
}

/** A verdict that says something. */
export type StandingVerdict = Verdict & { readonly verdict: VerdictKind; readonly reason: string };
