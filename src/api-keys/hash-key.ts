import { createHmac } from "node:crypto";

/** What is stored of a key. A key has 192 bits of chance in it, so a fast hash is enough; the secret guards short ones that people chose. */
export function hashKey(secret: Buffer, key: string): Buffer {
  return createHmac("sha256", secret).update("api-key:").update(key).digest();
}
