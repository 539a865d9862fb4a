import { isHard } from "../graph/hard-families.ts";
import { families, type Family, identifierKinds } from "../model/identifier.ts";
import type { Tie } from "./weigh-ties.ts";

/** When an account belongs to a ring by what it shares with it. */
export interface MembershipRule {
  /** Bits that all families together need. */
  readonly neededBits: number;
  /** Bits from which a family counts; two have to, one of them of network, payment and device. */
  readonly familyBits: Readonly<Record<Family, number>>;
  /** The share that counts of what a family's second, third … identifier says, in [0, 1]. */
  readonly repeatedEvidence: number;
}

/** What is left of a family's bits when its best identifiers are taken away: by how many, from none to all. */
interface Stripping {
  readonly family: Family;
  /** In the order in which they are taken away. */
  readonly order: readonly Tie[];
  /** One more than there are identifiers. */
  readonly left: readonly number[];
}

/**
 * Finds the fewest identifiers without which a member would not belong to its ring any more: it would lack bits, or stand on one
 * family, or on none of the hard ones.
 *
 * Exact. Inside a family nothing takes more away than its best identifiers, so for each family only their number is to be chosen: a
 * table over the families finds the numbers, in a time that grows with the square of how many have to go. Among sets of one size the
 * one that leaves the fewest bits is taken.
 *
 * A run has a further rule: who has everything in common with one and the same member does not belong. It is left aside here, so what is
 * found always unties, and is the fewest by bits and families.
 *
 * @returns undefined where the member does not belong by this rule to begin with: something else holds it, such as sign-ups made together
 */
export function untieMember(ties: readonly Tie[], rule: MembershipRule): Tie[] | undefined {
  const strippings = families.map((family) => strip(family, ties, rule.repeatedEvidence));
  const bitsLeft = strippings.reduce((sum, { left }) => sum + (left[0] as number), 0);
  const toBreak = strippings.map((stripping) => stepsBelow(stripping, rule.familyBits[stripping.family]));
  const heldBy = toBreak.filter((steps) => steps > 0).length;
  const heldHard = toBreak.filter((steps, family) => steps > 0 && isHard.has(families[family] as Family)).length;
  if (bitsLeft < rule.neededBits || heldBy < 2 || heldHard < 1) return undefined;

  const onNothingHard = toBreak.map((steps, family) => (isHard.has(families[family] as Family) ? steps : 0));
  const onOneFamily = families.map((_, kept) => toBreak.map((steps, family) => (family === kept ? 0 : steps)));
  const ways = [onNothingHard, ...onOneFamily];
  const withoutBits = starve(strippings, rule.neededBits, Math.min(...ways.map(add)));
  if (withoutBits) ways.push([...withoutBits]);
  const [fewest] = ways.toSorted((a, b) => add(a) - add(b) || bitsAfter(strippings, a) - bitsAfter(strippings, b));
  return strippings.flatMap(({ order }, family) => order.slice(0, fewest?.[family]));
}

function strip(family: Family, ties: readonly Tie[], repeatedEvidence: number): Stripping {
  const own = ties.filter(({ kind }) => identifierKinds[kind].family === family);
  const best = (some: readonly Tie[]) => some.toSorted((a, b) => b.bits - a.bits || compareNames(a, b));
  const things = best(own.filter(({ kind }) => kind !== "ip_prefix"));
  const prefixes = best(own.filter(({ kind }) => kind === "ip_prefix"));
  const share = family === "content" ? 0 : repeatedEvidence;
  let rest = things.reduce((sum, { bits }) => sum + bits, 0);
  const left = things.map(({ bits }) => {
    rest -= bits;
    return bits + Math.min(bits, share * rest);
  });
  // A prefix counts where no address is left, so it is taken away after them.
  left.push(...prefixes.map(({ bits }) => bits), 0);
  return { family, order: [...things, ...prefixes], left };
}

/** How many identifiers have to go until a family does not count any more. */
function stepsBelow({ left }: Stripping, familyBits: number): number {
  return left.findIndex((bits) => bits < familyBits);
}

/**
 * How many identifiers of each family have to go, as few as possible in all, until less than `neededBits` are left.
 *
 * @param most how many may go
 * @returns undefined where more would have to
 */
function starve(strippings: readonly Stripping[], neededBits: number, most: number): readonly number[] | undefined {
  let fewest: (Way | undefined)[] = [{ bits: 0, steps: [] }];
  for (const { left } of strippings) {
    const extended = new Array<Way | undefined>(most + 1).fill(undefined);
    for (const [gone, way] of fewest.entries()) {
      if (way === undefined) continue;
      for (let steps = 0; steps < left.length && gone + steps <= most; steps++) {
        const bits = way.bits + (left[steps] as number);
        const known = extended[gone + steps];
        if (known === undefined || bits < known.bits) extended[gone + steps] = { bits, steps: [...way.steps, steps] };
      }
    }
    fewest = extended;
  }
  return fewest.find((way) => way !== undefined && way.bits < neededBits)?.steps;
}

/** So many bits are left when so many identifiers of each family are gone. */
interface Way {
  readonly bits: number;
  readonly steps: readonly number[];
}

const add = (steps: readonly number[]): number => steps.reduce((sum, each) => sum + each, 0);

function bitsAfter(strippings: readonly Stripping[], steps: readonly number[]): number {
  return strippings.reduce((sum, { left }, family) => sum + (left[steps[family] as number] as number), 0);
}

function compareNames(a: Tie, b: Tie): number {
  const [nameA, nameB] = [`${a.kind} ${a.value}`, `${b.kind} ${b.value}`];
  if (nameA === nameB) return 0;
  return nameA < nameB ? -1 : 1;
}
