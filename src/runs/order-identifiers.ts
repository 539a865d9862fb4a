/** Identifiers by key with a hash of what they are, in two halves. */
export interface HashedKeys {
  readonly count: number;
  readonly keys: Float64Array;
  readonly high: Int32Array;
  readonly low: Uint32Array;
}

const digitBits = 16;
const digits = 2 ** digitBits;

/**
 * Sorts identifiers by their hash, as a signed number of 64 bits: four stable counting sorts by 16 bits each, the least significant first.
 *
 * @returns positions, in order; equal hashes in the order in which they stand
 */
export function orderByHash({ count, high, low }: HashedKeys): Int32Array {
  let order = new Int32Array(count);
  for (let position = 0; position < count; position++) order[position] = position;
  let other = new Int32Array(count);
  const sort = (half: Int32Array | Uint32Array, shift: number, flip: number) => {
    const next = new Int32Array(digits + 1);
    for (let position = 0; position < count; position++)
      next[(((half[position] >>> shift) & (digits - 1)) ^ flip) + 1]++;
    for (let digit = 0; digit < digits; digit++) next[digit + 1] += next[digit];
    for (let place = 0; place < count; place++) {
      const position = order[place];
      other[next[((half[position] >>> shift) & (digits - 1)) ^ flip]++] = position;
    }
    [order, other] = [other, order];
  };
  sort(low, 0, 0);
  sort(low, digitBits, 0);
  sort(high, 0, 0);
  // With the sign turned round, negative numbers come first.
  sort(high, digitBits, digits / 2);
  return order;
}

/** Groups of places in the order whose hashes are equal: first place, and the place behind the last. */
export function findTies({ count, high, low }: HashedKeys, order: Int32Array): [from: number, to: number][] {
  const ties: [number, number][] = [];
  const isTied = (place: number) => {
    return (
      place < count && high[order[place]] === high[order[place - 1]] && low[order[place]] === low[order[place - 1]]
    );
  };
  for (let place = 1; place < count; place++) {
    if (!isTied(place)) continue;
    const from = place - 1;
    while (isTied(place)) place++;
    ties.push([from, place]);
  }
  return ties;
}
