import { masks } from "./masks.ts";

/** Stands for a comma among the tokens until lists are found. */
export const listComma = ",";
/** A longer item is a subordinate clause. */
const mostWordsPerItem = 4;
/** Between the first and the last: with fewer, a comma is only a comma. "And" before the last one makes a list of three. */
const fewestInnerItems = 2;
const fewestInnerItemsBeforeAnd = 1;

/**
 * Puts one mask where a clause lists things: "I have a flute, two drums, a harp, and a bell" becomes "I have <list>". What is
 * listed is what varies. Where the first item begins and the last one ends cannot be seen; they are taken to be as long as the
 * median of those between them.
 *
 * @returns the tokens without commas
 */
export function collapseList(tokens: readonly string[]): readonly string[] {
  if (!tokens.includes(listComma)) return tokens;
  const parts = splitAtCommas(tokens);
  const collapsed = [...(parts[0] as string[])];
  for (let from = 1; from < parts.length; ) {
    let last = from;
    while (last < parts.length - 1 && isItem(parts[last] as string[])) last++;
    const rest = parts[last] as string[];
    if (last - from < (isConjunction(rest[0]) ? fewestInnerItemsBeforeAnd : fewestInnerItems)) {
      collapsed.push(...(parts[from++] as string[]));
      continue;
    }
    const itemLength = medianLength(parts.slice(from, last));
    collapsed.length = Math.max(0, collapsed.length - itemLength);
    collapsed.push(masks.list, ...rest.slice(itemLength + (isConjunction(rest[0]) ? 1 : 0)));
    from = last + 1;
  }
  return collapsed;
}

function splitAtCommas(tokens: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  for (const token of tokens) {
    if (token === listComma) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function isItem(part: readonly string[]): boolean {
  return part.length > 0 && part.length <= mostWordsPerItem;
}

function isConjunction(word: string | undefined): boolean {
  return word === "and" || word === "or";
}

function medianLength(parts: readonly (readonly string[])[]): number {
  const lengths = parts.map(({ length }) => length).sort((a, b) => a - b);
  return lengths[lengths.length >> 1] as number;
}
