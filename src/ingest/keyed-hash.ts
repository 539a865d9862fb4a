import { createHmac } from "node:crypto";

/** Turns something private into a name that means nothing outside this service. */
export type KeyedHash = (purpose: "email" | "phone", text: string) => string;

/** 128 bits of HMAC-SHA256: whoever has the database but not the secret cannot find out by trying all phone numbers. */
export function createKeyedHash(secret: Buffer): KeyedHash {
  return (purpose, text) =>
    createHmac("sha256", secret).update(`${purpose}:${text}`).digest().toString("base64url", 0, 16);
}
