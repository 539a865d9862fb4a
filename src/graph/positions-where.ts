/** The positions 0 ... count - 1 for which something holds, ascending. */
export function positionsWhere(count: number, holds: (position: number) => boolean): Int32Array {
  const positions = new Int32Array(count);
  let found = 0;
  for (let position = 0; position < count; position++) {
    if (holds(position)) positions[found++] = position;
  }
  return positions.slice(0, found);
}
