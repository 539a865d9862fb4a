/**
 * Shannon entropy of a histogram, in bits, with the Miller-Madow correction for small samples; 0 for an empty one.
 *
 * @see Miller, "Note on the bias of information estimates", in Information Theory in Psychology (1955)
 */
export function entropy(counts: ArrayLike<number>): number {
  let total = 0;
  let occupied = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    total += counts[bin];
    if (counts[bin] > 0) occupied++;
  }
  if (total === 0) return 0;
  let bits = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    if (counts[bin] > 0) bits -= (counts[bin] / total) * Math.log2(counts[bin] / total);
  }
  return Math.min(Math.log2(counts.length), bits + (occupied - 1) / (2 * total * Math.LN2));
}
