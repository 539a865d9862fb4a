/**
 * Positions by key: those with key k are `positions[start[k]] ... positions[start[k + 1] - 1]`, ascending. A counting sort, linear.
 *
 * @param keys whole numbers, 0 ... `keyCount` - 1
 */
export function positionsByKey(
  keys: ArrayLike<number>,
  keyCount: number,
): { readonly start: Int32Array; readonly positions: Int32Array } {
  const start = new Int32Array(keyCount + 1);
  for (let position = 0; position < keys.length; position++) start[keys[position] + 1]++;
  for (let key = 0; key < keyCount; key++) start[key + 1] += start[key];
  const next = start.slice();
  const positions = new Int32Array(keys.length);
  for (let position = 0; position < keys.length; position++) positions[next[keys[position]]++] = position;
  return { start, positions };
}
