import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";

// A secret has to be had in clear to compute with, so it cannot be hashed as a key is. AES-256-GCM: nonce, tag, ciphertext; bound to its owner,
// so that nobody who can write to the table passes one owner's secret off as another's.

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** What a sealed secret is good for, and whose it is. */
export interface Binding {
  /** Each purpose has a key of its own. */
  readonly purpose: "webhook secrets" | "peer keys";
  /** Id of what it belongs to. */
  readonly owner: string;
}

/** @param secret the service's, that everything is keyed with */
export function seal(
  { secret, randomBytes }: { readonly secret: Buffer; readonly randomBytes: (size: number) => Buffer },
  { purpose, owner }: Binding,
  text: string,
): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, sealingKey(secret, purpose), nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @throws {Error} where it was sealed with another secret, for another purpose or owner, or was tampered with */
export function unseal(secret: Buffer, { purpose, owner }: Binding, sealed: Buffer): string {
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv(algorithm, sealingKey(secret, purpose), nonce)
    .setAAD(Buffer.from(owner))
    .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  return decipher.update(sealed.subarray(nonceBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
}

function sealingKey(secret: Buffer, purpose: Binding["purpose"]): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", `ringfence ${purpose}`, 32));
}
