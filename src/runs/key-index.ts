/**
 * From keys of the database to dense indices: the key at place i of `keys` has index i.
 *
 * A hash table in two typed arrays with linear probing: 12 bytes a slot and no objects, where a Map of ten million takes a gigabyte.
 */
export class KeyIndex {
  readonly #keys: Float64Array;
  readonly #indices: Int32Array;
  readonly #mask: number;
  /** How many keys there are. */
  readonly count: number;

  /** @param keys whole, 0 or more, each once */
  constructor(keys: Float64Array) {
    this.count = keys.length;
    let slots = 16;
    while (slots < keys.length * 2) slots *= 2;
    this.#mask = slots - 1;
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
    // Keys count up, so their low bits spread well; the high part keeps keys beyond 32 bits apart.
    let slot = (Math.imul(key | 0, 0x9e3779b1) ^ Math.floor(key / 0x100000000)) & this.#mask;
    while (this.#keys[slot] !== -1 && this.#keys[slot] !== key) slot = (slot + 1) & this.#mask;
    return slot;
  }
}
