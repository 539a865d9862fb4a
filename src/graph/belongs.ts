import { families } from "../model/identifier.ts";
import type { AffinityPolicy } from "./evidence-policy.ts";
import { isHard } from "./hard-families.ts";

/**
 * Whether what an account has in common with a community makes it one of its members: membership is likelier than not by the margin,
 * and two families hold, one of them a place, a card or a device.
 *
 * @param byFamily bits, as `weighAffinities` gives them
 * @param members how many members there are besides the account
 * @param population how many accounts are compared, members and others
 */
export function belongs(byFamily: Float64Array, members: number, population: number, policy: AffinityPolicy): boolean {
  const needed = bitsAgainst(members, population) + policy.marginBits;
  return byFamily.reduce((sum, bits) => sum + bits, 0) >= needed && holdsByTwoFamilies(byFamily, policy);
}

/** How much likelier an account of which nothing is known is to be none of the members, in bits. */
export function bitsAgainst(members: number, population: number): number {
  return Math.log2((population - members) / members);
}

/** Whether what an account has in common with a community rests on two families, one of them a place, a card or a device. */
function holdsByTwoFamilies(byFamily: Float64Array, policy: AffinityPolicy): boolean {
  let held = 0;
  let hard = 0;
  for (let position = 0; position < families.length; position++) {
    if (byFamily[position] < policy.familyBits[families[position]]) continue;
    held++;
    if (isHard.has(families[position])) hard++;
  }
  return held >= 2 && hard >= 1;
}
