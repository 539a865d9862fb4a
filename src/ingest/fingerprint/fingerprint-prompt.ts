import { createHash } from "node:crypto";
import type { Identifier, IdentifierKind } from "../../model/identifier.ts";
import { minHashBands } from "./min-hash.ts";
import { closingSkeleton, openingSkeleton } from "./skeleton.ts";
import { tokenise } from "./tokenise.ts";

/** Goes before every value. Another way of taking views gets another number, and its values never meet these. */
const version = "1";
/** "Hi" and "thanks a lot" are everybody's. */
const fewestCharacters = 20;
const fewestTokens = 5;

/**
 * The views that Ringfence takes of a prompt's text: how it opens, how it closes, and its body. Nothing of the text stays.
 *
 * Takes time in proportion to the text: 200,000 characters in some ten milliseconds.
 *
 * @returns none for a prompt of fewer than 5 words or 20 characters
 */
export function fingerprintPrompt(text: string): Identifier[] {
  if (text.length < fewestCharacters) return [];
  const tokens = tokenise(text);
  if (tokens.length < fewestTokens) return [];
  return [
    ...views("prompt_opening", [openingSkeleton(tokens)]),
    ...views("prompt_closing", [closingSkeleton(tokens)]),
    ...views("prompt_body", minHashBands(tokens)),
  ];
}

function views(kind: IdentifierKind, contents: readonly (string | undefined)[]): Identifier[] {
  return contents.filter((content) => content !== undefined).map((content) => ({ kind, value: digest(kind, content) }));
}

function digest(kind: IdentifierKind, content: string): string {
  const hash = createHash("sha256").update(`${kind}:${content}`).digest();
  return `${version}:${hash.toString("base64url", 0, 16)}`;
}
