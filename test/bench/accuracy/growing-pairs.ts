import { PairPlaces } from "./pair-places.ts";

const firstCapacity = 1024;

/** Pairs of whole numbers, numbered in the order in which they first come, however many there will be. */
export class GrowingPairs {
  #places = new PairPlaces(firstCapacity);
  #firsts = new Int32Array(firstCapacity);
  #seconds = new Int32Array(firstCapacity);
  #count = 0;

  /** @returns the pair's place; equal to the number of pairs so far where it is new */
  place(first: number, second: number): number {
    if (this.#count === this.#firsts.length) this.#grow();
    const place = this.#places.place(first, second);
    if (place === this.#count) {
      this.#firsts[place] = first;
      this.#seconds[place] = second;
      this.#count += 1;
    }
    return place;
  }

  #grow(): void {
    const [firsts, seconds] = [this.#firsts, this.#seconds];
    const capacity = firsts.length * 2;
    this.#firsts = new Int32Array(capacity);
    this.#seconds = new Int32Array(capacity);
    this.#firsts.set(firsts);
    this.#seconds.set(seconds);
    this.#places = new PairPlaces(capacity);
    for (let pair = 0; pair < this.#count; pair++) this.#places.place(firsts[pair] as number, seconds[pair] as number);
  }
}
