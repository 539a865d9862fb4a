/**
 * The bits that two accounts must share before they are linked.
 *
 * Each account could be linked with N - 1 others, so chance alone reaches log2(N) bits about once per account. A margin of 2
 * bits on top leaves it at a quarter of a link per account; this is the E-value of sequence search. The threshold grows with
 * the population by itself.
 *
 * @param population N, accounts in the window
 * @param marginBits 0 or more
 * @see Altschul et al., "Basic local alignment search tool", J. Mol. Biol. 215 (1990), doi:10.1016/S0022-2836(05)80360-2
 */
export function linkThreshold(population: number, marginBits: number): number {
  return Math.log2(Math.max(2, population)) + marginBits;
}
