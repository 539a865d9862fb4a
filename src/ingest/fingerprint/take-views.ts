import { formulaShape } from "./formula-shape.ts";
import { minHashBands } from "./min-hash.ts";
import { readClauses } from "./read-clauses.ts";
import { closingSkeletons, openingSkeletons } from "./skeleton.ts";

/** What a view looks at. */
export const viewNames = ["opening", "closing", "body"] as const;
export type ViewName = (typeof viewNames)[number];

/** What a view saw: text that must be hashed before it goes anywhere. */
export interface View {
  readonly name: ViewName;
  readonly content: string;
}

/**
 * Of a longer prompt this much of the start and of the end is read, in UTF-16 units. Templates show there; what lies between is what
 * they were filled with. Reading all of 200,000 characters of Chinese would hold up the event loop for a quarter of a second.
 */
const readAtEachEnd = 8000;

/**
 * The views of a prompt, version 1: up to two of its opening, two of its closing and four of its body. What must never change
 * without another version: everything that this function calls.
 *
 * @returns none where the text says too little
 */
export function takeViews(text: string): View[] {
  const normalised = cutMiddle(text)
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "");
  // Again, because one sign of Arabic can become eighteen letters.
  const clean = cutMiddle(normalised);
  const views = isJson(clean) ? [] : viewsOf(clean, false);
  // JSON is all quotes, and so is a prompt that somebody put into quotes as a whole.
  return views.length > 0 ? views : viewsOf(clean, true);
}

function cutMiddle(text: string): string {
  if (text.length <= 2 * readAtEachEnd) return text;
  return `${text.slice(0, readAtEachEnd)}\n\n${text.slice(-readAtEachEnd)}`;
}

function isJson(text: string): boolean {
  return /^\s*[[{]\s*["[{]/.test(text);
}

function viewsOf(text: string, quotesAreText: boolean): View[] {
  const clauses = readClauses(text, quotesAreText);
  const bands = minHashBands(clauses.flatMap(({ tokens }) => tokens));
  const formula = bands.length > 0 ? undefined : formulaShape(text);
  return [
    ...named("opening", openingSkeletons(clauses)),
    ...named("closing", closingSkeletons(clauses)),
    ...named("body", formula === undefined ? bands : [`formula ${formula}`]),
  ];
}

function named(name: ViewName, contents: readonly string[]): View[] {
  return contents.map((content) => ({ name, content }));
}
