import { groupBy } from "./group-by.ts";
import { seededRandom } from "./seeded-random.ts";
import type { Sightings } from "./sightings.ts";

/** After a handful of rounds nothing is left of the first order (Carstens, Berger and Strona); ten is twice that. */
const rounds = 10;

/**
 * A null model: the same sightings with the accounts dealt anew, so that nobody belongs together but by chance.
 *
 * Every account keeps how many identifiers of each kind it has, and every identifier how many accounts. Times and requests stay
 * with the identifier: what happened to it is as it was, bursts included, only the names in it are others. Were they to go with the
 * accounts, no identifier would have a burst any more, and a model that is too tame proves nothing.
 *
 * Global curveball: in each round, kind by kind, the accounts are paired at random, and what only one of the two has is put together
 * and dealt out again. Every table with these sums comes out as often as any other. Linear in the sightings.
 *
 * @param seed whole; the same seed deals alike
 * @returns the sightings in the same order; every column but `account` is the one given
 * @see Strona et al., "A fast and unbiased procedure to randomize ecological binary matrices with fixed row and column totals",
 *   Nature Communications 5 (2014), doi:10.1038/ncomms5114
 * @see Carstens, Berger and Strona, "A unifying framework for fast randomization of ecological networks with fixed (node) degrees",
 *   MethodsX 5 (2018), doi:10.1016/j.mex.2018.06.018
 */
export function shuffleSightings(sightings: Sightings, seed: number): Sightings {
  const random = seededRandom(seed);
  const account = sightings.account.slice();
  for (const ofKind of groupBy(account.length, (sighting) => sightings.kind[sightings.identifier[sighting]])) {
    const hands = dealtHands(ofKind, account);
    const table = new Table(hands.cards, sightings, random);
    const order = Int32Array.from(hands.holders.keys());
    for (let round = 0; round < rounds; round++) {
      shuffle(order, order.length, random);
      for (let pair = 0; pair + 1 < order.length; pair += 2) {
        const [one, other] = [order[pair], order[pair + 1]];
        table.trade(hands.start[one], hands.start[one + 1], hands.start[other], hands.start[other + 1]);
      }
    }
    for (const [hand, holder] of hands.holders.entries()) {
      for (let place = hands.start[hand]; place < hands.start[hand + 1]; place++) account[hands.cards[place]] = holder;
    }
  }
  return { ...sightings, account };
}

/** Who holds which sightings: hand h belongs to account `holders[h]` and is `start[h] ... start[h + 1] - 1` of `cards`. */
interface Hands {
  readonly holders: Int32Array;
  readonly start: Int32Array;
  readonly cards: Int32Array;
}

function dealtHands(sightings: Int32Array, account: Int32Array): Hands {
  const byAccount = groupBy(sightings.length, (place) => account[sightings[place]]);
  const start = new Int32Array(byAccount.length + 1);
  const cards = new Int32Array(sightings.length);
  for (const [hand, places] of byAccount.entries()) {
    start[hand + 1] = start[hand] + places.length;
    for (const [offset, place] of places.entries()) cards[start[hand] + offset] = sightings[place];
  }
  return { holders: Int32Array.from(byAccount, (places) => account[sightings[places[0]]]), start, cards };
}

/** Where hands are traded; holds what each trade needs, because there are millions of trades. */
class Table {
  readonly #cards: Int32Array;
  readonly #identifier: Int32Array;
  readonly #random: () => number;
  /** Per identifier: the last trade in which it was held. */
  readonly #heldIn: Int32Array;
  readonly #places: Int32Array;
  readonly #dealt: Int32Array;
  #trades = 0;

  constructor(cards: Int32Array, { identifier, identifierCount }: Sightings, random: () => number) {
    this.#cards = cards;
    this.#identifier = identifier;
    this.#random = random;
    this.#heldIn = new Int32Array(identifierCount);
    this.#places = new Int32Array(cards.length);
    this.#dealt = new Int32Array(cards.length);
  }

  /** Deals what only one of two hands has anew among both; what both have stays. */
  trade(oneStart: number, oneEnd: number, otherStart: number, otherEnd: number): void {
    const trade = ++this.#trades;
    for (let place = oneStart; place < oneEnd; place++) this.#heldIn[this.#identifierAt(place)] = trade;
    let count = 0;
    for (let place = otherStart; place < otherEnd; place++) {
      if (this.#heldIn[this.#identifierAt(place)] === trade) this.#heldIn[this.#identifierAt(place)] = 0;
      else this.#places[count++] = place;
    }
    for (let place = oneStart; place < oneEnd; place++) {
      if (this.#heldIn[this.#identifierAt(place)] === trade) this.#places[count++] = place;
    }
    for (let free = 0; free < count; free++) this.#dealt[free] = this.#cards[this.#places[free]];
    shuffle(this.#dealt, count, this.#random);
    for (let free = 0; free < count; free++) this.#cards[this.#places[free]] = this.#dealt[free];
  }

  #identifierAt(place: number): number {
    return this.#identifier[this.#cards[place]];
  }
}

/**
 * Puts the first values into any order, each as likely as any other.
 *
 * @see Durstenfeld, "Algorithm 235", Communications of the ACM 7 (1964), doi:10.1145/364520.364540
 */
function shuffle(values: Int32Array, count: number, random: () => number): void {
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const value = values[last];
    values[last] = values[other];
    values[other] = value;
  }
}
