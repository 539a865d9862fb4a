import { isMask } from "./masks.ts";

/** With fewer different words, half of the world's prompts say the same. */
const fewestWords = 4;
/** A Chinese character says about as much as three letters. */
const lettersPerIdeograph = 3;
const ideograph = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/**
 * How much some tokens say, in letters of different words; masks say nothing. Length stands for rarity, in every language and
 * without a list of words, because rare words are long ("i want you to act as a": 16; "sort the following words alphabetically": 35).
 *
 * @returns 0 where there are fewer than 4 different words
 * @see Piantadosi, Tily and Gibson, "Word lengths are optimized for efficient communication", PNAS 108 (2011),
 *   doi:10.1073/pnas.1012551108
 */
export function tellingLetters(tokens: readonly string[]): number {
  const words = new Set(tokens.filter((token) => !isMask(token)));
  if (words.size < fewestWords) return 0;
  let letters = 0;
  for (const word of words) letters += ideograph.test(word) ? lettersPerIdeograph : word.length;
  return letters;
}
