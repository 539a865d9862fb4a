/** The most values of an ascending list that lie within `span` of each other. */
export function largestWithin(ascending: ArrayLike<number>, span: number): number {
  let largest = 0;
  let first = 0;
  for (let last = 0; last < ascending.length; last++) {
    while (ascending[last] - ascending[first] > span) first++;
    largest = Math.max(largest, last - first + 1);
  }
  return largest;
}
