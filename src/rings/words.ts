import type { IdentifierKind } from "../model/identifier.ts";

/** What a kind of identifier is called in a sentence; one of it, several of it. */
const nouns: Readonly<Record<IdentifierKind, readonly [one: string, several: string]>> = {
  ip: ["address", "addresses"],
  ip_prefix: ["address range", "address ranges"],
  payment_instrument: ["card", "cards"],
  device_id: ["device", "devices"],
  email: ["mail address", "mail addresses"],
  email_domain: ["mail domain", "mail domains"],
  phone: ["phone number", "phone numbers"],
  prompt_fingerprint: ["template", "templates"],
  prompt_opening: ["prompt opening", "prompt openings"],
  prompt_closing: ["prompt closing", "prompt closings"],
  prompt_body: ["prompt body", "prompt bodies"],
};

/** The noun of a kind, as one of it or several. */
export const nounOf = (kind: IdentifierKind, count: number): string => nouns[kind][count === 1 ? 0 : 1];

/** `1 account`, `2 accounts`. */
export const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
