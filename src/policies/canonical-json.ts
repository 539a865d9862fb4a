import { createHash } from "node:crypto";

/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };

/**
 * A value as JSON in one way only: names sorted, no space between. The same value gives the same text on every machine.
 *
 * JavaScript writes numbers and strings as the standard wants them, so only the order of the names is left to do.
 *
 * @throws {RangeError} for a number that JSON cannot hold
 * @see RFC 8785, "JSON Canonicalization Scheme (JCS)", sections 3.2.2 and 3.2.3
 */
export function canonicalJson(value: Json): string {
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`JSON has no word for ${value}`);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const names = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] as Json)}`).join(",")}}`;
}

/** SHA-256 of the canonical JSON, in hexadecimal. */
export function hashJson(value: Json): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

/** `Array.isArray` does not narrow readonly arrays. */
const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
