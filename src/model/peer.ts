import type { Brand } from "./brand.ts";
import type { IdentifierKind } from "./identifier.ts";

export type PeerId = Brand<string, "PeerId">;

/** Another provider, with whom indicators are shared under a key that both hold. */
export interface Peer {
  readonly id: PeerId;
  /** As evidence names it; no two have the same. */
  readonly name: string;
  /** Kinds whose values mean the same on both sides. */
  readonly kinds: readonly IdentifierKind[];
  /** How many of its indicators are here. */
  readonly indicatorCount: number;
  readonly createdAt: Date;
}

/** Kinds whose values mean the same to everybody. Tokens of cards and devices do only where both sides get them from one source. */
export const universalKinds: readonly IdentifierKind[] = [
  "ip",
  "ip_prefix",
  "email",
  "email_domain",
  "phone",
  "prompt_opening",
  "prompt_closing",
  "prompt_body",
];

/** Kinds of which only a hash under our own secret is kept: it means nothing elsewhere, so they cannot be told of, nor known by a pseudonym. */
export const hashedKinds: ReadonlySet<IdentifierKind> = new Set(["email", "phone"]);
