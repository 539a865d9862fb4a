import { collapseList, listComma } from "./collapse-list.ts";
import { findNames } from "./find-names.ts";
import { isMask, masks } from "./masks.ts";
import { readPieces } from "./read-pieces.ts";

/** Words between two full stops, colons or ends of lines: lower case, with a mask where quotes, slots, names, numbers, links and lists stand. */
export interface Clause {
  readonly tokens: readonly string[];
  /** It is an answer to choose, under a letter. */
  readonly isOption: boolean;
}

/** Stand inside a name ("The Lord of the Rings") or between two. */
const insideNames = new Set([listComma, "and", "or", "of", "the", "de", "la", "van", "von"]);
/** ", and the": more than that between two names is a sentence. */
const mostInsideNames = 3;

/**
 * A prompt's text as clauses, none of them empty.
 *
 * @param quotesAreText reads on inside quotes, braces and brackets instead of masking them
 */
export function readClauses(text: string, quotesAreText: boolean): Clause[] {
  const pieces = readPieces(text, quotesAreText);
  const isName = findNames(pieces);
  const clauses: Clause[] = [];
  let tokens: string[] = [];
  let isOption = false;
  const close = () => {
    const collapsed = collapseList(tokens);
    if (collapsed.length > 0) clauses.push({ tokens: collapsed, isOption });
    tokens = [];
  };
  for (const piece of pieces) {
    if (piece.kind === "stop" || piece.kind === "option") {
      close();
      if (piece.kind === "option") isOption = true;
      else if (piece.endsLine) isOption = false;
    } else if (piece.kind === "comma") tokens.push(listComma);
    else if (piece.kind === "mask") pushMask(tokens, piece.mask);
    else if (isName(piece.word, piece.opensSentence)) pushMask(tokens, masks.name);
    else tokens.push(piece.word.toLowerCase());
  }
  close();
  return clauses;
}

/** Several of one sort in a row are one, because how many there are varies as they do. */
function pushMask(tokens: string[], mask: string): void {
  let before = tokens.length;
  while (
    before > 0 &&
    tokens.length - before < mostInsideNames &&
    mayStandBetween(tokens[before - 1] as string, mask)
  ) {
    before--;
  }
  if (tokens[before - 1] === mask) tokens.length = before;
  else tokens.push(mask);
}

function mayStandBetween(token: string, mask: string): boolean {
  return mask === masks.name ? insideNames.has(token) : isMask(mask) && token === listComma;
}
