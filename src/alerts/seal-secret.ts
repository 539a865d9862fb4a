import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";

// A secret has to be had in clear to sign with, so it cannot be hashed as a key is. AES-256-GCM: nonce, tag, ciphertext; bound to the endpoint,
// so that nobody who can write to the table passes one endpoint's secret off as another's.

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** @param secret the service's, that everything is keyed with */
export function sealSecret(
  { secret, randomBytes }: { readonly secret: Buffer; readonly randomBytes: (size: number) => Buffer },
  endpointId: string,
  webhookSecret: string,
): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, sealingKey(secret), nonce).setAAD(Buffer.from(endpointId));
  const sealed = Buffer.concat([cipher.update(webhookSecret, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @throws {Error} where it was sealed with another secret or for another endpoint, or was tampered with */
export function openSecret(secret: Buffer, endpointId: string, sealed: Buffer): string {
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv(algorithm, sealingKey(secret), nonce)
    .setAAD(Buffer.from(endpointId))
    .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  return decipher.update(sealed.subarray(nonceBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
}

function sealingKey(secret: Buffer): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "ringfence webhook secrets", 32));
}
