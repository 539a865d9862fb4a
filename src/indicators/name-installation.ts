import { createHmac } from "node:crypto";
import { uuidOf } from "./stix/uuid.ts";

const namespace = "a4c1d0de-3f52-4b8a-9d0b-5e5f6f0c7a31";

/** What an installation goes by in what it tells others: the same for ever, and nobody's guess. */
export function nameInstallation(secret: Buffer): string {
  return `identity--${uuidOf(namespace, createHmac("sha256", secret).update("stix identity").digest("hex"))}`;
}
