import { createHash } from "node:crypto";
import { setImmediate as takeTurns } from "node:timers/promises";

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
  return `{${namesOf(value)
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] as Json)}`)
    .join(",")}}`;
}

function namesOf(value: { readonly [name: string]: Json | undefined }): string[] {
  return Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort();
}

/** SHA-256 of the canonical JSON, in hexadecimal. */
export function hashJson(value: Json): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

/** Characters that are hashed before others have their turn: a few milliseconds. */
const charactersPerTurn = 65_536;

/**
 * `hashJson` of a list that may be long, whose items are made one by one. Lets others work in between.
 *
 * @param items each an object, whose own lists may be long too
 */
export async function hashLongList(items: Iterable<Json>): Promise<string> {
  const hash = createHash("sha256");
  let text = "[";
  let isFirst = true;
  for (const item of items) {
    if (!isFirst) text += ",";
    isFirst = false;
    for (const part of partsOf(item, 2)) {
      text += part;
      if (text.length < charactersPerTurn) continue;
      hash.update(text);
      text = "";
      await takeTurns();
    }
  }
  return hash.update(`${text}]`).digest("hex");
}

/** The canonical JSON of a value in parts; lists within it by their items, so many levels down. */
function* partsOf(value: Json, levels: number): Generator<string> {
  if (levels === 0 || typeof value !== "object" || value === null) yield canonicalJson(value);
  else if (isArray(value)) {
    let before = "[";
    for (const item of value) {
      yield before;
      yield* partsOf(item, levels - 1);
      before = ",";
    }
    yield value.length === 0 ? "[]" : "]";
  } else {
    let before = "{";
    for (const name of namesOf(value)) {
      yield `${before}${JSON.stringify(name)}:`;
      yield* partsOf(value[name] as Json, levels - 1);
      before = ",";
    }
    yield before === "{" ? "{}" : "}";
  }
}

/** `Array.isArray` does not narrow readonly arrays. */
const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
