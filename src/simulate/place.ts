import type { Random } from "./random.ts";

/** Where an account connects from. */
export interface Place {
  /** The address that the provider sees on that day, counted from the start of the world. */
  addressOn(day: number, random: Random): string;
}

/** One address or several that never change: an office, a school, a rented server. */
export function fixedPlace(addresses: readonly string[]): Place {
  return { addressOn: (_day, random) => (addresses.length === 1 ? (addresses[0] as string) : random.pick(addresses)) };
}

/** Mostly one place, sometimes another. */
export function eitherPlace(first: Place, second: Place, shareOfSecond: number): Place {
  return { addressOn: (day, random) => (random.chance(shareOfSecond) ? second : first).addressOn(day, random) };
}
