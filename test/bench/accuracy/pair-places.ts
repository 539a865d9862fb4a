/**
 * Numbers pairs of small whole numbers in the order in which they first come: 0, 1, 2 …
 *
 * A Map keyed by both numbers in one would hash each as a floating-point object, which was a tenth of all work on an event.
 */
export class PairPlaces {
  readonly #mask: number;
  /** Place plus one; 0 where the slot is free. */
  readonly #slots: Int32Array;
  readonly #firsts: Int32Array;
  readonly #seconds: Int32Array;
  #count = 0;

  /** @param most how many different pairs there can be */
  constructor(most: number) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(most, 1) * 2));
    this.#mask = slots - 1;
    this.#slots = new Int32Array(slots);
    this.#firsts = new Int32Array(most);
    this.#seconds = new Int32Array(most);
  }

  /** @returns the pair's place; equal to the number of pairs so far where it is new */
  place(first: number, second: number): number {
    let slot = (Math.imul(first, 0x9e37_79b1) ^ Math.imul(second, 0x85eb_ca6b)) >>> 7;
    for (;;) {
      slot &= this.#mask;
      const place = (this.#slots[slot] as number) - 1;
      if (place < 0) return this.#add(slot, first, second);
      if (this.#firsts[place] === first && this.#seconds[place] === second) return place;
      slot += 1;
    }
  }

  #add(slot: number, first: number, second: number): number {
    const place = this.#count;
    this.#slots[slot] = place + 1;
    this.#firsts[place] = first;
    this.#seconds[place] = second;
    this.#count += 1;
    return place;
  }
}
