/** Evidence is kept in steps of 1/1024 bit. */
const stepsPerBit = 1024;

/**
 * Rounds bits to the nearest 1/1024.
 *
 * Sums of such numbers are exact in a double, so they do not depend on the order of the terms: the same evidence gives the same
 * bytes whatever order the rows came in, and on any machine.
 */
export function quantise(bits: number): number {
  return Math.round(bits * stepsPerBit) / stepsPerBit;
}
