import { describe, expect, test } from "vitest";
import { minHashBands } from "../../../src/ingest/fingerprint/min-hash.ts";

const words = (from: number, to: number) => Array.from({ length: to - from }, (_, place) => `word${from + place}`);
const agree = (one: readonly string[], other: readonly string[]) => {
  const bands = minHashBands(other);
  return minHashBands(one).some((band, place) => band === bands[place]);
};

describe("the bands of MinHash", () => {
  test("are the same for the same tokens", () => {
    expect(minHashBands(words(0, 100))).toEqual(minHashBands(words(0, 100)));
    expect(new Set(minHashBands(words(0, 100))).size).toBe(4);
  });

  test.each([
    // With n tokens moved by k, n - 2 shingles each and n - 2 - k in common: J = (n - 2 - k) / (n - 2 + k); expected 1 - (1 - J³)⁴.
    [100, 10, 0.956],
    [100, 33, 0.406],
    [100, 65, 0.033],
  ])("agree about as often as theory says: %d tokens moved by %d", (length, moved, expected) => {
    const trials = 500;
    let agreeing = 0;
    for (let trial = 0; trial < trials; trial++) {
      const start = trial * 1000;
      if (agree(words(start, start + length), words(start + moved, start + moved + length))) agreeing += 1;
    }
    const deviation = Math.sqrt((expected * (1 - expected)) / trials);
    expect(Math.abs(agreeing / trials - expected)).toBeLessThan(4 * deviation);
  });

  test("of strangers never agree", () => {
    for (let pair = 0; pair < 200; pair++) {
      expect(agree(words(pair * 1000, pair * 1000 + 60), words(pair * 1000 + 500, pair * 1000 + 560))).toBe(false);
    }
  });

  test("do not count a shingle of masks or of very short words", () => {
    expect(minHashBands(Array.from({ length: 80 }, (_, place) => (place % 3 ? "<number>" : `word${place}`)))).toEqual(
      [],
    );
    expect(minHashBands(Array.from({ length: 80 }, (_, place) => String.fromCharCode(97 + place)))).toEqual([]);
  });

  test("are not taken of a short body: it takes 32 shingles", () => {
    expect(minHashBands(words(0, 33))).toEqual([]);
    expect(minHashBands(words(0, 34))).toHaveLength(4);
  });
});
