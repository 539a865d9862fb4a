/** The longest stretch of an ascending list whose values lie within `span` of each other; the first of several. */
export function largestWithin(ascending: ArrayLike<number>, span: number): { first: number; length: number } {
  const largest = { first: 0, length: 0 };
  let first = 0;
  for (let last = 0; last < ascending.length; last++) {
    while (ascending[last] - ascending[first] > span) first++;
    if (last - first + 1 > largest.length) {
      largest.first = first;
      largest.length = last - first + 1;
    }
  }
  return largest;
}
