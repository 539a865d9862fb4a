import { createHmac } from "node:crypto";
import type { Identifier, IdentifierKind, Reveal } from "../model/identifier.ts";

/** For who may see identifiers: nothing is masked. */
export const showPlainly: Reveal = (identifier) => identifier;

/**
 * For who may not see identifiers: a mask in place of a value, such as `203.0.•••#5f1c09ab` or `pm_…#77e0d214`.
 *
 * What is behind the `#` is a hash keyed with the service's secret: the same value has the same mask in every answer, so that a person can
 * follow it from one to the next, and without the secret nobody finds the value by trying. What is nobody's own - a mail domain, the
 * template of a prompt - has no mask.
 */
export function maskIdentifiers(secret: Buffer): Reveal {
  return (identifier) => ({ ...identifier, value: mask(identifier, secret) });
}

/** The parts of an address that are shown name the provider at most; the first letters of a token say what sort of token it is. */
const beginnings: Partial<Readonly<Record<IdentifierKind, (value: string) => string>>> = {
  ip: beginningOfAddress,
  ip_prefix: beginningOfAddress,
  payment_instrument: beginningOfToken,
  device_id: beginningOfToken,
  email: () => "…",
  phone: () => "…",
};

function mask({ kind, value }: Identifier, secret: Buffer): string {
  const beginning = beginnings[kind];
  if (!beginning) return value;
  const hash = createHmac("sha256", secret).update(`mask:${kind}:${value}`).digest("hex");
  return `${beginning(value)}#${hash.slice(0, 8)}`;
}

function beginningOfAddress(value: string): string {
  const [address = "", width] = value.split("/");
  const separator = address.includes(":") ? ":" : ".";
  const shown = address.split(separator).slice(0, 2).join(separator);
  return `${shown}${separator}•••${width === undefined ? "" : `/${width}`}`;
}

function beginningOfToken(value: string): string {
  return `${/^[a-z]{1,6}[_-]/i.exec(value)?.[0] ?? ""}…`;
}
