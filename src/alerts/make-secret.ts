/** A new secret of Standard Webhooks: 256 bits of chance. */
export function makeSecret(randomBytes: (size: number) => Buffer): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}
