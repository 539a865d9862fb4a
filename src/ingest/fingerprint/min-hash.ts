/** Tokens in a row that make one shingle: what two prompts must have in common word by word. */
const shingleLength = 3;
/** A shorter body has so few shingles that its opening and closing are the whole of it. */
const fewestTokens = 24;
const bandCount = 3;
const rowsPerBand = 3;

/**
 * MinHash of the body's shingles, in bands: two bodies that share J of their shingles agree on a band with probability J³,
 * on one of three at least with 0.89 at J = 0.8, 0.33 at 0.5 and 0.003 at 0.1.
 *
 * @returns a text for each band, none for a short body
 * @see Broder, "On the resemblance and containment of documents", 1997, doi:10.1109/SEQUEN.1997.666900
 */
export function minHashBands(tokens: readonly string[]): string[] {
  if (tokens.length < fewestTokens) return [];
  const least = new Uint32Array(bandCount * rowsPerBand).fill(0xffff_ffff);
  const hashes = tokens.map(hashToken);
  for (let start = 0; start + shingleLength <= hashes.length; start++) {
    const shingle = hashShingle(hashes, start);
    for (let row = 0; row < least.length; row++) {
      const value = scatter(shingle ^ Math.imul(row + 1, 0x9e37_79b1));
      if (value < (least[row] as number)) least[row] = value;
    }
  }
  return Array.from(
    { length: bandCount },
    (_, band) => `${band}:${least.slice(band * rowsPerBand, (band + 1) * rowsPerBand).join(",")}`,
  );
}

function hashShingle(hashes: readonly number[], start: number): number {
  let hash = 0;
  for (let place = 0; place < shingleLength; place++) hash = scatter(hash ^ (hashes[start + place] as number));
  return hash;
}

/** FNV-1a, 32 bits, over UTF-16 units. */
function hashToken(token: string): number {
  let hash = 0x811c_9dc5;
  for (let place = 0; place < token.length; place++) hash = Math.imul(hash ^ token.charCodeAt(place), 0x0100_0193);
  return hash >>> 0;
}

/** The end of MurmurHash3: every bit of the input moves every bit of the output. */
function scatter(input: number): number {
  let hash = input;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
