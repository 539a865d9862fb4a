import { quantise } from "./quantise.ts";

/** Closer than this counts as this close: clocks and batches blur what happens within a minute. */
const smallestGapSeconds = 60;

/**
 * How much it adds that two accounts were first seen on an identifier at nearly the same time, in bits.
 *
 * If an identifier's d accounts turned up at random over the window, neighbours would lie window / d apart. Two that lie a
 * thousand times closer share more than the identifier: log2(1000) = 10 bits more.
 *
 * @param gapSeconds between the two first sightings, 0 or more
 * @param usualGapSeconds window / d, more than 0
 * @returns bits, 0 or more, in steps of 1/1024
 */
export function timeProximity(gapSeconds: number, usualGapSeconds: number): number {
  const gap = Math.max(gapSeconds, smallestGapSeconds);
  return gap >= usualGapSeconds ? 0 : quantise(Math.log2(usualGapSeconds / gap));
}
