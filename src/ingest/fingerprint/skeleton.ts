import { masks } from "./masks.ts";
import type { Clause } from "./read-clauses.ts";
import { tellingLetters } from "./telling-letters.ts";

/** Long enough to be one template's own, short enough to end before the part that varies. */
const skeletonLength = 12;
/** "My first request is <quote>" has 18, and thousands of people close with it. */
const fewestLetters = 30;
/** A skeleton that is the whole prompt says where it starts and where it ends as well. */
const fewestLettersOfWhole = 18;

/** How a prompt opens: up to two texts, the clauses at its start and its first twelve tokens. None where they say too little. */
export function openingSkeletons(clauses: readonly Clause[]): string[] {
  return skeletons(
    clauses,
    (tokens) => tokens.slice(0, skeletonLength),
    (first, second) => [...first, ...second],
  );
}

/** How a prompt closes: up to two texts, the clauses at its end and its last twelve tokens. None where they say too little. */
export function closingSkeletons(clauses: readonly Clause[]): string[] {
  return skeletons(
    clauses.toReversed(),
    (tokens) => tokens.slice(-skeletonLength),
    (last, next) => [...next, ...last],
  );
}

type Tokens = readonly string[];

/**
 * The clauses find a template whose fixed part is short ("Sort these words: ..."); twelve tokens are rarer, and say more where
 * they are shared.
 *
 * @param clauses from the side where the skeleton begins
 */
function skeletons(
  clauses: readonly Clause[],
  cut: (tokens: Tokens) => Tokens,
  join: (near: Tokens, far: Tokens) => Tokens,
): string[] {
  const masked = maskOptions(clauses);
  const found = new Set<string>();
  const aligned = cut(fewestThatSpeak(masked, join));
  const isWhole = masked.reduce((length, tokens) => length + tokens.length, 0) <= skeletonLength;
  if (tellingLetters(aligned) >= (isWhole ? fewestLettersOfWhole : fewestLetters)) found.add(aligned.join(" "));
  const fixed = cut(clauses.slice(0, skeletonLength).reduce<Tokens>((taken, { tokens }) => join(taken, tokens), []));
  if (fixed.length === skeletonLength && tellingLetters(fixed) >= fewestLetters) found.add(fixed.join(" "));
  return [...found];
}

/** As many clauses as it takes to say enough, or to be long enough. */
function fewestThatSpeak(clauses: readonly Tokens[], join: (near: Tokens, far: Tokens) => Tokens): Tokens {
  let taken: Tokens = [];
  for (const tokens of clauses) {
    taken = join(taken, tokens);
    if (taken.length >= skeletonLength || tellingLetters(taken) >= fewestLetters) break;
  }
  return taken;
}

/** Answers to choose, two or more in a row, become one mask. */
function maskOptions(clauses: readonly Clause[]): Tokens[] {
  const masked: Tokens[] = [];
  for (const [place, clause] of clauses.entries()) {
    const follows = place > 0 && clauses[place - 1]?.isOption === true;
    if (!clause.isOption || !(follows || clauses[place + 1]?.isOption === true)) masked.push(clause.tokens);
    else if (!follows) masked.push([masks.options]);
  }
  return masked;
}
