import type { DatedEvent } from "./world-event.ts";

/** A slab is filled to the last event that fits; the upper bits of a place say which slab. */
const slabBits = 24;
const slabBytes = 2 ** slabBits;
/** In bytes; an event with the text of a prompt has a hundredth of it. */
export const longestEvent = 64 * 1024;

/**
 * The events of one day, each as the JSON it will be sent as, outside of the heap: a quarter of a kilobyte where the object takes
 * twice that, and nothing for the collector of garbage to walk through. Filled again for each day.
 */
export class PackedDay {
  readonly #slabs: Buffer[] = [];
  #next = 0;
  #count = 0;
  #times = new Float64Array(1024);
  #places = new Uint32Array(1024);
  #lengths = new Uint16Array(1024);

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#next = 0;
    this.#count = 0;
  }

  add({ at, event }: DatedEvent): void {
    if (this.#count === this.#times.length) this.#grow();
    if ((this.#next % slabBytes) + longestEvent > slabBytes)
      this.#next = (this.#next >>> slabBits) * slabBytes + slabBytes;
    const slab = this.#next >>> slabBits;
    this.#slabs[slab] ??= Buffer.allocUnsafeSlow(slabBytes);
    // The brace is left out: id and time come before the rest.
    const length = (this.#slabs[slab] as Buffer).write(JSON.stringify(event).slice(1), this.#next % slabBytes);
    this.#times[this.#count] = at;
    this.#places[this.#count] = this.#next;
    this.#lengths[this.#count] = length;
    this.#count += 1;
    this.#next += length;
  }

  /** The events by their time; those of one moment in the order in which they were added. */
  *inOrder(): Generator<{ readonly at: number; readonly rest: Buffer }> {
    const times = this.#times;
    const order = Uint32Array.from({ length: this.#count }, (_, place) => place);
    order.sort((left, right) => (times[left] as number) - (times[right] as number) || left - right);
    for (const place of order) {
      const start = (this.#places[place] as number) % slabBytes;
      const slab = this.#slabs[(this.#places[place] as number) >>> slabBits] as Buffer;
      yield { at: times[place] as number, rest: slab.subarray(start, start + (this.#lengths[place] as number)) };
    }
  }

  #grow(): void {
    const size = this.#times.length * 2;
    const times = new Float64Array(size);
    const places = new Uint32Array(size);
    const lengths = new Uint16Array(size);
    times.set(this.#times);
    places.set(this.#places);
    lengths.set(this.#lengths);
    [this.#times, this.#places, this.#lengths] = [times, places, lengths];
  }
}
