import { fingerprintPrompt } from "../../../src/ingest/fingerprint/fingerprint-prompt.ts";
import { viewNames } from "../../../src/ingest/fingerprint/take-views.ts";

/** A prompt whose template is known. */
export interface LabelledPrompt {
  /** The template that made it; empty where a person wrote it who has nothing to do with the others. */
  readonly family: string;
  readonly text: string;
}

/** Shares in [0, 1]; undefined where nothing was found, or where there was nothing to find. */
export interface PromptScore {
  /** Of the pairs of prompts that share a fingerprint: how many are of one family. */
  readonly pairPrecision: number | undefined;
  /** Of the pairs of one family: how many share a fingerprint. */
  readonly pairRecall: number | undefined;
  /** Of the prompts in groups: how many belong to the largest family of their group. */
  readonly groupPrecision: number | undefined;
  /** Of the prompts of all families: how many are in a group whose largest family is theirs. */
  readonly groupRecall: number | undefined;
}

export interface PromptFigures {
  readonly prompts: number;
  readonly families: number;
  readonly all: PromptScore;
  /** Every other family, by name, with the prompts of no family: what holds for some templates should hold for the others. */
  readonly halves: readonly [PromptScore, PromptScore];
  /** With the fingerprints of one view only. */
  readonly byView: readonly { readonly view: string; readonly score: PromptScore }[];
  readonly byFamily: readonly ({ readonly family: string } & Pick<PromptScore, "pairRecall" | "groupRecall">)[];
  /** Fingerprints that two prompts of no family share. */
  readonly sharedByStrangers: number;
}

/** Fewer sharers are a coincidence, or two friends. */
const smallestGroup = 4;

interface Fingerprinted {
  readonly family: string;
  readonly fingerprints: readonly string[];
}

/**
 * How well fingerprints find prompts of one template, each prompt taken for another account's.
 *
 * Two prompts are found where they share at least one fingerprint of any view. A group is all prompts that are joined by
 * fingerprints of four prompts or more. Prompts of no family are strangers to each other, so a group of them has nobody right.
 */
export function measurePrompts(prompts: readonly LabelledPrompt[]): PromptFigures {
  const all = prompts.map(({ family, text }) => ({ family, fingerprints: fingerprintPrompt(text) }));
  const strangers = all.filter(({ family }) => family === "");
  const families = [...new Set(all.map(({ family }) => family))].filter((family) => family !== "").sort();
  const half = (remainder: number) =>
    scorePrompts(all.filter(({ family }) => family === "" || families.indexOf(family) % 2 === remainder));
  return {
    prompts: prompts.length,
    families: families.length,
    all: scorePrompts(all),
    halves: [half(0), half(1)],
    byView: viewNames.map((view) => ({ view, score: scorePrompts(all.map((prompt) => onlyView(prompt, view))) })),
    byFamily: families.map((family) => {
      const { pairRecall, groupRecall } = scorePrompts(all.filter((prompt) => prompt.family === family));
      return { family, pairRecall, groupRecall };
    }),
    sharedByStrangers: [...sharersOf(strangers).values()].filter(({ length }) => length > 1).length,
  };
}

function onlyView({ family, fingerprints }: Fingerprinted, view: string): Fingerprinted {
  return { family, fingerprints: fingerprints.filter((fingerprint) => fingerprint.includes(`:${view}:`)) };
}

function scorePrompts(prompts: readonly Fingerprinted[]): PromptScore {
  const sharers = sharersOf(prompts);
  return { ...scorePairs(prompts, sharers), ...scoreGroups(prompts, sharers) };
}

/** Places of the prompts by fingerprint. */
function sharersOf(prompts: readonly Fingerprinted[]): Map<string, number[]> {
  const sharers = new Map<string, number[]>();
  for (const [place, { fingerprints }] of prompts.entries()) {
    for (const fingerprint of fingerprints) {
      const places = sharers.get(fingerprint);
      if (places) places.push(place);
      else sharers.set(fingerprint, [place]);
    }
  }
  return sharers;
}

function scorePairs(prompts: readonly Fingerprinted[], sharers: ReadonlyMap<string, readonly number[]>) {
  const found = new Set<number>();
  for (const places of sharers.values()) {
    for (const [rank, one] of places.entries()) {
      for (const other of places.slice(rank + 1)) found.add(one * prompts.length + other);
    }
  }
  let right = 0;
  for (const pair of found) {
    const one = prompts[Math.floor(pair / prompts.length)] as Fingerprinted;
    if (one.family !== "" && one.family === prompts[pair % prompts.length]?.family) right += 1;
  }
  let existing = 0;
  for (const size of countFamilies(prompts).values()) existing += (size * (size - 1)) / 2;
  return { pairPrecision: ratio(right, found.size), pairRecall: ratio(right, existing) };
}

function scoreGroups(prompts: readonly Fingerprinted[], sharers: ReadonlyMap<string, readonly number[]>) {
  const groups = joinPlaces(
    prompts.length,
    [...sharers.values()].filter(({ length }) => length >= smallestGroup),
  );
  let grouped = 0;
  let right = 0;
  for (const places of groups) {
    grouped += places.length;
    right += Math.max(0, ...countFamilies(places.map((place) => prompts[place] as Fingerprinted)).values());
  }
  const templated = prompts.filter(({ family }) => family !== "").length;
  return { groupPrecision: ratio(right, grouped), groupRecall: ratio(right, templated) };
}

/** Those that are connected by sets that they are in together. Places in no set are in no group. */
function joinPlaces(count: number, sets: readonly (readonly number[])[]): number[][] {
  const parent = Array.from({ length: count }, (_, place) => place);
  const rootOf = (place: number): number => {
    let root = place;
    while (parent[root] !== root) root = parent[root] as number;
    parent[place] = root;
    return root;
  };
  for (const places of sets) for (const place of places) parent[rootOf(place)] = rootOf(places[0] as number);
  const groups = new Map<number, number[]>();
  for (const place of new Set(sets.flat())) groups.set(rootOf(place), [...(groups.get(rootOf(place)) ?? []), place]);
  return [...groups.values()];
}

/** How many prompts each family has, those of no family left out. */
function countFamilies(prompts: readonly Fingerprinted[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { family } of prompts) if (family !== "") counts.set(family, (counts.get(family) ?? 0) + 1);
  return counts;
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
