import { type IdentifierKind, identifierKinds } from "../../model/identifier.ts";
import { observableType } from "./ringfence-objects.ts";

/** What a pattern speaks of: an identifier by its value, or by its pseudonym. */
export interface PatternSubject {
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly isPseudonym: boolean;
}

/** What speaks of one identifier, in STIX patterning: with the words that STIX has where it has them, and else with ours. */
export function writePattern({ kind, value, isPseudonym }: PatternSubject): string {
  if (!isPseudonym) {
    const address = value.includes(":") ? "ipv6-addr" : "ipv4-addr";
    if (kind === "ip") return `[${address}:value = ${quote(value)}]`;
    if (kind === "ip_prefix") return `[${address}:value ISSUBSET ${quote(value)}]`;
    if (kind === "email_domain") return `[email-addr:value LIKE ${quote(`%@${value}`)}]`;
  }
  const property = isPseudonym ? "pseudonym" : "value";
  return `[${observableType}:kind = ${quote(kind)} AND ${observableType}:${property} = ${quote(value)}]`;
}

const literal = String.raw`'((?:[^'\\]|\\.)*)'`;
const comparison = new RegExp(
  String.raw`^\[ ?(ipv4-addr|ipv6-addr|email-addr):value ?(=|ISSUBSET|LIKE) ?${literal} ?\]$`,
  "u",
);
const ours = new RegExp(
  String.raw`^\[ ?${observableType}:kind ?= ?'([a-z_]+)' AND ${observableType}:(value|pseudonym) ?= ?${literal} ?\]$`,
  "u",
);

/**
 * Reads a pattern that speaks of one identifier.
 *
 * @returns undefined where it says something else, or more than that: half of a pattern would be another one
 */
export function readPattern(text: string): PatternSubject | undefined {
  const own = ours.exec(text);
  if (own) {
    const [, kind = "", property, value = ""] = own;
    if (!Object.hasOwn(identifierKinds, kind)) return undefined;
    return { kind: kind as IdentifierKind, value: unquote(value), isPseudonym: property === "pseudonym" };
  }
  const [, type, operator, quoted = ""] = comparison.exec(text) ?? [];
  const value = unquote(quoted);
  if (type === "email-addr") return readMail(operator, value);
  if (type === undefined || operator === "LIKE") return undefined;
  const [address = "", width] = value.split("/");
  const whole = address.includes(":") ? "128" : "32";
  if (width === undefined || width === whole) return { kind: "ip", value: address, isPseudonym: false };
  return { kind: "ip_prefix", value, isPseudonym: false };
}

function readMail(operator: string | undefined, value: string): PatternSubject | undefined {
  if (operator === "=") return { kind: "email", value, isPseudonym: false };
  const domain = /^%@([^%_@]+)$/.exec(value)?.[1];
  if (operator !== "LIKE" || domain === undefined) return undefined;
  return { kind: "email_domain", value: domain, isPseudonym: false };
}

const quote = (text: string): string => `'${text.replaceAll(/[\\']/g, "\\$&")}'`;
const unquote = (text: string): string => text.replaceAll(/\\(.)/gsu, "$1");
