import { createHmac } from "node:crypto";
import type { Identifier } from "../model/identifier.ts";

/** The name under which an identifier goes between us and a peer: HMAC-SHA-256 under their key, in hexadecimal. */
export type Pseudonymise = (identifier: Identifier) => string;

/** @param key the text that both sides hold; its bytes in UTF-8 are the key */
export function createPseudonyms(key: string): Pseudonymise {
  return ({ kind, value }) => createHmac("sha256", key).update(`${kind}:${value}`).digest("hex");
}
