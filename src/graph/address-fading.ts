import { quantise } from "./quantise.ts";

/**
 * How much less it says that two accounts share an address when they used it at different times, in bits.
 *
 * Addresses change hands: the chance that an address still belongs to the same household or machine halves with every half-life,
 * so each half-life between the end of one account's use and the start of the other's takes one bit away.
 *
 * @param apartSeconds between the two spans of use; 0 where they overlap
 * @param halfLifeSeconds more than 0
 */
export function addressFading(apartSeconds: number, halfLifeSeconds: number): number {
  return apartSeconds <= 0 ? 0 : quantise(apartSeconds / halfLifeSeconds);
}
