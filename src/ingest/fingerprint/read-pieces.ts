import { type Mask, masks } from "./masks.ts";

/** What the reader meets, one after the other. */
export type Piece =
  | { readonly kind: "word"; readonly word: string; readonly opensSentence: boolean }
  | { readonly kind: "mask"; readonly mask: Mask }
  | { readonly kind: "comma" }
  /** The letter before an answer to choose, at the start of a line: `(A)`, `B.` */
  | { readonly kind: "option" }
  | { readonly kind: "stop"; readonly endsLine: boolean };

const link = String.raw`(?<link>\b(?:https?:\/\/|www\.)[^\s"<>]*[^\s"<>.,;:!?)]|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)`;
const quote =
  "(?<quote>```[^`]*```|`[^`\\n]*`|\"(?:[^\"\\n]|\\n(?!\\s*\\n))*\"|“[^“”]*”|«[^«»]*»|(?<![\\p{L}\\d])'[^'\\n]*'(?![\\p{L}\\d]))";
const slot = String.raw`(?<slot>\$?\{{1,3}[^{}\n]*\}{1,3}|\[[^[\]\n]*\]|<[^<>\n]*>)`;
const option = String.raw`(?<option>(?<=^|\n)[ \t]{0,8}\(?[A-Z][).:](?=[ \t]))`;
const number = String.raw`(?<number>[-−]?\d(?:[.,:/_-]?\d)*\p{L}{0,2}(?!\p{L}))`;
// Scripts that put no spaces between words: a character of the Chinese and Japanese ones is one, four of the others.
const word = String.raw`(?<word>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]{1,4}|\p{L}[\p{L}\p{M}\d'’-]*)`;
const comma = "(?<comma>[,،、])";
const stop = String.raw`(?<stop>[.!?:;\n•*#>|。؟।]|-(?=\s))`;

/**
 * One piece at a time, whichever stands first. No alternative can look past its own opening sign twice, so that the whole
 * takes time in proportion to the text: a quote ends at a blank line, a slot at the next bracket.
 */
const pieces = new RegExp([link, quote, slot, option, number, word, comma, stop].join("|"), "gu");
const piecesOfBareText = new RegExp([link, option, number, word, comma, stop].join("|"), "gu");

/**
 * Cuts a text into its pieces, in order.
 *
 * @param quotesAreText reads on inside quotes, braces and brackets instead of masking them
 */
export function readPieces(text: string, quotesAreText: boolean): Piece[] {
  const found: Piece[] = [];
  let opensSentence = true;
  for (const match of text.matchAll(quotesAreText ? piecesOfBareText : pieces)) {
    const groups = match.groups as Record<string, string | undefined>;
    if (groups.comma !== undefined) found.push({ kind: "comma" });
    else if (groups.word !== undefined) {
      found.push({ kind: "word", word: groups.word, opensSentence });
      opensSentence = false;
    } else if (groups.stop !== undefined || groups.option !== undefined) {
      found.push(groups.stop === undefined ? { kind: "option" } : { kind: "stop", endsLine: groups.stop === "\n" });
      opensSentence = true;
    } else {
      found.push({ kind: "mask", mask: maskFor(groups) });
      opensSentence = false;
    }
  }
  return found;
}

function maskFor(groups: Record<string, string | undefined>): Mask {
  if (groups.quote !== undefined) return masks.quote;
  if (groups.slot !== undefined) return masks.slot;
  return groups.number === undefined ? masks.link : masks.number;
}
