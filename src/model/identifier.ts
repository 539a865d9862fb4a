/** Families of identifiers. Evidence inside a family is correlated, between families it is not. */
export const families = ["network", "payment", "content", "device", "contact"] as const;
export type Family = (typeof families)[number];

/**
 * Every kind of identifier: its code in the database (never reused, never renumbered) and its family.
 *
 * An email address and a phone number are stored as keyed hashes. `prompt_fingerprint` is the provider's own; the other
 * three are views of a prompt's text, taken here or by the provider with the same function.
 */
export const identifierKinds = {
  ip: { code: 1, family: "network" },
  ip_prefix: { code: 2, family: "network" },
  payment_instrument: { code: 3, family: "payment" },
  device_id: { code: 4, family: "device" },
  email: { code: 5, family: "contact" },
  email_domain: { code: 6, family: "contact" },
  phone: { code: 7, family: "contact" },
  prompt_fingerprint: { code: 8, family: "content" },
  prompt_opening: { code: 9, family: "content" },
  prompt_closing: { code: 10, family: "content" },
  prompt_body: { code: 11, family: "content" },
} as const satisfies Record<string, { code: number; family: Family }>;

export type IdentifierKind = keyof typeof identifierKinds;

/** A value that several accounts can share. */
export interface Identifier {
  readonly kind: IdentifierKind;
  readonly value: string;
}

/** Shows an identifier to somebody: as it is, or with a mask for its value. Whatever else there is of it stays. */
export type Reveal = <Shown extends Identifier>(identifier: Shown) => Shown;
