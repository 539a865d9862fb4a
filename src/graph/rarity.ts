import { quantise } from "./quantise.ts";

/**
 * How much sharing one identifier says, in bits.
 *
 * A rare identifier says more than a common one: among a million accounts, a card used by 2 says 17.9 bits, an office
 * address used by 5,000 says 6.6. The Fellegi-Sunter match weight log2(m / u), its u-probability d / N taken from the
 * identifier's own frequency.
 *
 * @param sharers d, how many accounts use the identifier; whole, 2 or more
 * @param population N, how many accounts there are; whole, at least `sharers`
 * @param matchProbability m, chance in (0, 1] that two accounts of one ring share an identifier of this kind
 * @returns bits, 0 or more, in steps of 1/1024
 * @throws {RangeError} when an argument lies outside its range
 * @see Fellegi and Sunter, "A theory for record linkage", JASA 64 (1969), doi:10.1080/01621459.1969.10501049
 */
export function rarity(sharers: number, population: number, matchProbability: number): number {
  if (!Number.isInteger(sharers) || sharers < 2)
    throw new RangeError(`sharers must be whole and 2 or more: ${sharers}`);
  if (!Number.isInteger(population) || population < sharers) {
    throw new RangeError(`population must be whole and at least ${sharers}: ${population}`);
  }
  if (!(matchProbability > 0 && matchProbability <= 1)) {
    throw new RangeError(`matchProbability must lie in (0, 1]: ${matchProbability}`);
  }
  return quantise(Math.max(0, Math.log2((matchProbability * population) / sharers)));
}
