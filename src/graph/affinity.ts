import { quantise } from "./quantise.ts";

/**
 * How much more likely somebody uses an identifier who belongs to a community than somebody who does not, in bits.
 *
 * An address that 30 of a ring's 300 accounts come through, and one other account among 20,000, says 10.4 bits; a prompt that everybody
 * tries says nothing. The share inside is taken at the lower end of the score interval for a count, one standard deviation wide, so that what few members
 * use says little. Added to the odds of membership before, log2(members / others), a single identifier leaves the odds
 * of its users: how many are members to each who is none.
 *
 * @param users how many members use it; whole, 0 or more
 * @param members how many members there are; whole, at least `users`, less than `population`
 * @param sharers how many of those compared use it, the one in question among them; whole, more than `users`
 * @param population how many accounts are compared, members and others
 * @returns bits, less than 0 where others use it more than members; -Infinity where no member uses it
 * @see Wilson, "Probable inference, the law of succession, and statistical inference", J. Am. Stat. Assoc. 22 (1927),
 *   doi:10.1080/01621459.1927.10502953, on the interval; for a Poisson count, (users - m)^2 = m
 * @see Good, "Probability and the Weighing of Evidence" (1950), on the weight of evidence log2(P(E|H) / P(E|not H))
 */
export function affinity(users: number, members: number, sharers: number, population: number): number {
  const inside = (users + 0.5 - Math.sqrt(users + 0.25)) / members;
  const outside = (sharers - users) / (population - members);
  return users < 1 ? Number.NEGATIVE_INFINITY : quantise(Math.log2(inside / outside));
}
