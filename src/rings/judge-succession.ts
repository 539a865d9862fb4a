import type { SuccessionPolicy } from "../detection/policy.ts";
import type { EvidencePolicy } from "../graph/evidence-policy.ts";
import { linkThreshold } from "../graph/link-threshold.ts";
import { rarity } from "../graph/rarity.ts";
import { families, type Family, type IdentifierKind, identifierKinds } from "../model/identifier.ts";

/** An identifier that a new ring's accounts use and an older ring's accounts used. */
export interface TakenOver {
  readonly kind: IdentifierKind;
  readonly value: string;
  /** Keys of the new ring's accounts that use it. */
  readonly accounts: readonly number[];
  /** How many of the older ring's accounts used it. */
  readonly usedBefore: number;
  /** Accounts in the window that use it and are in neither ring. */
  readonly outsiders: number;
}

export interface Succession {
  /** What was taken over, the most telling first. */
  readonly takenOver: readonly TakenOver[];
  /** How many of the new ring's accounts use any of it. */
  readonly accountCount: number;
  /** What all of it together says. */
  readonly bits: number;
}

/**
 * Whether a new ring has taken over an older one's cards, devices, addresses or templates, though they have no member in common.
 *
 * The question is whether one hand runs both, so each ring counts as one user: chance gives two unrelated users an identifier that
 * d use with probability d / N, and what lies inside of a family counts as it does between two accounts. It takes a link's
 * threshold and a margin. Cards and devices do not pass from stranger to stranger; addresses do, and templates are copied, so
 * these say nothing without another family. What outsiders use as well - a library's line, a tool's prompt - is left out,
 * and so is a prefix where an address is shared.
 *
 * @param shared whatever both used
 * @param memberCount of the new ring
 * @param population N, accounts in the window
 * @returns undefined where it may be chance
 */
export function judgeSuccession(
  shared: readonly TakenOver[],
  memberCount: number,
  population: number,
  policy: SuccessionPolicy,
  evidence: Pick<EvidencePolicy, "matchProbability" | "repeatedEvidence">,
): Succession | undefined {
  const bitsOf = ({ kind, outsiders }: TakenOver) =>
    rarity(outsiders + 2, Math.max(population, outsiders + 2), evidence.matchProbability[kind]);
  const sharesAddress = shared.some(({ kind }) => kind === "ip");
  const takenOver = shared
    .filter(({ kind }) => !(kind === "ip_prefix" && sharesAddress))
    .filter(({ outsiders, accounts, usedBefore }) => outsiders <= policy.outsiders * (accounts.length + usedBefore))
    .sort((a, b) => bitsOf(b) - bitsOf(a) || b.accounts.length - a.accounts.length || compareNames(a, b));
  const byFamily = new Map<Family, number[]>();
  for (const taken of takenOver) {
    const { family } = identifierKinds[taken.kind];
    byFamily.set(family, [...(byFamily.get(family) ?? []), bitsOf(taken)]);
  }
  if (byFamily.size < 2 && !byFamily.has("payment") && !byFamily.has("device")) return undefined;
  const accountCount = new Set(takenOver.flatMap(({ accounts }) => accounts)).size;
  const bits = families.reduce((sum, family) => {
    return sum + addUp(byFamily.get(family) ?? [], family === "content" ? 0 : evidence.repeatedEvidence);
  }, 0);
  if (accountCount < policy.accountShare * memberCount || bits < linkThreshold(population, policy.marginBits)) {
    return undefined;
  }
  return { takenOver, accountCount, bits };
}

/** The best in full and the others by a share, together no more than the best again. Views of a prompt are one thing: the best counts. */
function addUp([best = 0, ...others]: readonly number[], repeatedEvidence: number): number {
  const rest = others.reduce((sum, bits) => sum + bits, 0);
  return best + Math.min(best, repeatedEvidence * rest);
}

function compareNames(a: TakenOver, b: TakenOver): number {
  const [nameA, nameB] = [`${a.kind} ${a.value}`, `${b.kind} ${b.value}`];
  if (nameA === nameB) return 0;
  return nameA < nameB ? -1 : 1;
}
