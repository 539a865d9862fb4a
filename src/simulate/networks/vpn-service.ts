import { eitherPlace, fixedPlace, type Place } from "../place.ts";
import type { Random } from "../random.ts";
import type { AddressSpace } from "./address-space.ts";

/** A commercial VPN: some dozens of exits round the world, each shared by whoever picked that city. */
export class VpnService {
  readonly #exits: string[];

  constructor(space: AddressSpace, random: Random) {
    const cities = random.whole(4, 14);
    this.#exits = Array.from({ length: cities }, () => space.takeAddresses(random.whole(1, 6))).flat();
  }

  /** A customer has a favourite exit and roams over a few others. */
  subscribe(random: Random): Place {
    const favourites = random.sample(this.#exits, random.whole(1, 5));
    const favourite = fixedPlace(favourites.slice(0, 1));
    return eitherPlace(favourite, fixedPlace(favourites), random.between(0, 0.7));
  }
}
