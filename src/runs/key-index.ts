/**
 * From keys of the database to dense indices: the key at place i of `keys` has index i.
 *
 * A hash table in two typed arrays with linear probing: 12 bytes a slot and no objects, where a Map of ten million takes a gigabyte.
 */
export class KeyIndex {
  readonly #keys: Float64Array;
  readonly #indices: Int32Array;
  readonly #mask: number;
  readonly #shift: number;
  /** How many keys there are. */
  readonly count: number;

  /** @param keys whole, 0 or more, each once */
  constructor(keys: Float64Array) {
    this.count = keys.length;
    let bits = 4;
    while (2 ** bits < keys.length * 2) bits += 1;
    const slots = 2 ** bits;
    this.#mask = slots - 1;
    this.#shift = 32 - bits;
    this.#keys = new Float64Array(slots).fill(-1);
    this.#indices = new Int32Array(slots);
    for (let index = 0; index < keys.length; index++) {
      const slot = this.#slotOf(keys[index] as number);
      this.#keys[slot] = keys[index] as number;
      this.#indices[slot] = index;
    }
  }

  /** The key's index; -1 where it is not known. */
  indexOf(key: number): number {
    const slot = this.#slotOf(key);
    return this.#keys[slot] === key ? (this.#indices[slot] as number) : -1;
  }

  /** Where the key is, or the free slot where it would go. Half of the slots are free, so the walk is short. */
  #slotOf(key: number): number {
    // Fibonacci hashing: the high bits of the product spread well even where keys differ in few of theirs.
    const folded = (key | 0) ^ Math.imul(Math.floor(key / 0x100000000), 0x85ebca6b);
    let slot = Math.imul(folded, 0x9e3779b1) >>> this.#shift;
    while (this.#keys[slot] !== -1 && this.#keys[slot] !== key) slot = (slot + 1) & this.#mask;
    return slot;
  }
}
