import type { Place } from "../place.ts";
import type { Random } from "../random.ts";

/** A residential proxy network: its exits are lines of homes whose owners know nothing of it and use them too. */
export class ProxyNetwork {
  readonly #exits: readonly Place[];

  constructor(lines: readonly Place[], random: Random, size: number) {
    this.#exits = random.sample(lines, Math.min(size, lines.length));
  }

  /** The exits that one customer is handed, in the order of the network's own list, which several customers share. */
  lease(random: Random, size: number): Place[] {
    return random.sample(this.#exits, Math.min(size, this.#exits.length));
  }
}

/** A new exit for every session. */
export function rotatingExit(exits: readonly Place[]): Place {
  return { addressOn: (day, random) => random.pick(exits).addressOn(day, random) };
}
