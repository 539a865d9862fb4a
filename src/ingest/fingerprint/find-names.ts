import type { Piece } from "./read-pieces.ts";

/**
 * Tells which words are names: those with a capital inside a sentence. At the start of one everything has a capital, so
 * there a word is a name where the rest of the text writes it with a capital inside a sentence and never without.
 *
 * @returns whether a piece that is a word is a name
 * @see Lita et al., "tRuEcasIng", ACL 2003, doi:10.3115/1075096.1075116
 */
export function findNames(pieces: readonly Piece[]): (word: string, opensSentence: boolean) => boolean {
  const capitalised = new Set<string>();
  const plain = new Set<string>();
  for (const piece of pieces) {
    if (piece.kind !== "word") continue;
    if (!hasCapital(piece.word)) plain.add(piece.word);
    else if (!piece.opensSentence) capitalised.add(piece.word.toLowerCase());
  }
  return (word, opensSentence) => {
    if (!hasCapital(word) || isI(word)) return false;
    const lower = word.toLowerCase();
    return !opensSentence || (capitalised.has(lower) && !plain.has(lower));
  };
}

function hasCapital(word: string): boolean {
  const first = word.charAt(0);
  return first.toLowerCase() !== first;
}

/** "I" and "I'm" have a capital wherever they stand. */
function isI(word: string): boolean {
  return /^I(?:$|['’])/.test(word);
}
