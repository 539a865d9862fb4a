/** Positions 0 ... count - 1 that have the same key, together; groups by ascending key, positions ascending within. */
export function groupBy(count: number, keyOf: (position: number) => number): Int32Array[] {
  const positions = new Map<number, number[]>();
  for (let position = 0; position < count; position++) {
    const key = keyOf(position);
    const group = positions.get(key);
    if (group) group.push(position);
    else positions.set(key, [position]);
  }
  return [...positions.entries()].sort(([a], [b]) => a - b).map(([, group]) => Int32Array.from(group));
}
