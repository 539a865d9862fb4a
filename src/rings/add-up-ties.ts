import { families, type Family, identifierKinds } from "../model/identifier.ts";
import type { Tie } from "./weigh-ties.ts";

/**
 * What ties a member to its ring, family by family, in bits: inside a family the best identifier counts in full and the others by a
 * share, together no more than the best again; of content the best alone; a prefix only where no address does.
 *
 * @param repeatedEvidence that share, in [0, 1]
 */
export function addUpTies(ties: readonly Tie[], repeatedEvidence: number): Record<Family, number> {
  const bitsOf = (family: Family) => {
    const own = ties.filter(({ kind }) => identifierKinds[kind].family === family && kind !== "ip_prefix");
    return addUpFamily(
      own.map(({ bits }) => bits),
      family === "content" ? 0 : repeatedEvidence,
    );
  };
  const byFamily = Object.fromEntries(families.map((family) => [family, bitsOf(family)])) as Record<Family, number>;
  if (byFamily.network === 0) {
    byFamily.network = ties.reduce((best, { kind, bits }) => (kind === "ip_prefix" ? Math.max(best, bits) : best), 0);
  }
  return byFamily;
}

function addUpFamily(bits: readonly number[], repeatedEvidence: number): number {
  const best = Math.max(0, ...bits);
  const rest = bits.reduce((sum, each) => sum + each, 0) - best;
  return best + Math.min(best, repeatedEvidence * rest);
}
