import { quantise } from "./quantise.ts";

/**
 * How much more likely somebody uses an identifier who belongs to a community than somebody who does not, in bits.
 *
 * An address that 30 of a ring's 300 accounts come through, and one other account among 20,000, says 10.4 bits; a prompt that everybody
 * tries says nothing. The share inside is taken one standard deviation lower than it was counted, so that what one member alone uses says
 * nothing and what two use says little. Added to the odds of membership before, log2(members / others), a single identifier leaves the odds
 * of its users: how many are members to each who is none.
 *
 * @param users how many members use it; whole, 0 or more
 * @param members how many members there are; whole, at least `users`, less than `population`
 * @param sharers how many of those compared use it, the one in question among them; whole, more than `users`
 * @param population how many accounts are compared, members and others
 * @returns bits, less than 0 where others use it more than members; -Infinity for fewer than two users
 * @see Good, "Probability and the Weighing of Evidence" (1950), on the weight of evidence log2(P(E|H) / P(E|not H))
 */
export function affinity(users: number, members: number, sharers: number, population: number): number {
  const inside = (users - Math.sqrt(users)) / members;
  const outside = (sharers - users) / (population - members);
  return users < 2 ? Number.NEGATIVE_INFINITY : quantise(Math.log2(inside / outside));
}
