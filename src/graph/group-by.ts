/** Keys may be spread over so many times as many numbers as there are positions, before a table of them is too large. */
const sparsest = 8;

/**
 * Positions 0 ... count - 1 that have the same key, together; groups by ascending key, positions ascending within.
 *
 * @param keyOf whole, within 32 bits
 */
export function groupBy(count: number, keyOf: (position: number) => number): Int32Array[] {
  if (count === 0) return [];
  const keys = new Int32Array(count);
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let position = 0; position < count; position++) {
    keys[position] = keyOf(position);
    least = Math.min(least, keys[position]);
    greatest = Math.max(greatest, keys[position]);
  }
  const isDense = greatest - least < sparsest * count;
  return isDense ? groupByTable(keys, least, greatest) : groupByMap(keys);
}

/** A counting sort, linear. */
function groupByTable(keys: Int32Array, least: number, greatest: number): Int32Array[] {
  const start = new Int32Array(greatest - least + 2);
  for (let position = 0; position < keys.length; position++) start[keys[position] - least + 1]++;
  for (let key = 1; key < start.length; key++) start[key] += start[key - 1];
  const next = start.slice();
  const positions = new Int32Array(keys.length);
  for (let position = 0; position < keys.length; position++) positions[next[keys[position] - least]++] = position;
  const groups: Int32Array[] = [];
  for (let key = 0; key + 1 < start.length; key++) {
    if (start[key] < start[key + 1]) groups.push(positions.slice(start[key], start[key + 1]));
  }
  return groups;
}

function groupByMap(keys: Int32Array): Int32Array[] {
  const positions = new Map<number, number[]>();
  for (let position = 0; position < keys.length; position++) {
    const group = positions.get(keys[position]);
    if (group) group.push(position);
    else positions.set(keys[position], [position]);
  }
  return [...positions.entries()].sort(([a], [b]) => a - b).map(([, group]) => Int32Array.from(group));
}
