import { describe, expect, test } from "vitest";
import { keepCore } from "../../src/graph/keep-core.ts";
import type { Links } from "../../src/graph/links.ts";
import { seededRandom } from "../../src/graph/seeded-random.ts";
import { allTied, type LinkInWords, linksOf, numbersFrom } from "../support/some-links.ts";

const bits = { network: 8, payment: 8 };

function coresOf(links: Links, depth: number, smallest: number): number[][] {
  const everybody = {
    members: Int32Array.from(new Set([...links.accountA, ...links.accountB])).sort(),
    links: Int32Array.from(links.accountA.keys()),
  };
  return keepCore(everybody, links, depth, smallest).map(({ members }) => [...members]);
}

/** The slow twin: again and again the one account with the fewest links goes, until none has too few; then walk what is left. */
function coresSlowly(links: Links, depth: number, smallest: number): number[][] {
  const partners = new Map<number, Set<number>>();
  const tie = (a: number, b: number) => partners.set(a, (partners.get(a) ?? new Set()).add(b));
  for (let link = 0; link < links.count; link++) {
    tie(links.accountA[link], links.accountB[link]);
    tie(links.accountB[link], links.accountA[link]);
  }
  for (;;) {
    const weakest = [...partners].sort(([, a], [, b]) => a.size - b.size)[0];
    if (!weakest || weakest[1].size >= depth) break;
    partners.delete(weakest[0]);
    for (const others of partners.values()) others.delete(weakest[0]);
  }
  const parts: number[][] = [];
  const reached = new Set<number>();
  for (const start of [...partners.keys()].sort((a, b) => a - b)) {
    if (reached.has(start)) continue;
    const part = [start];
    reached.add(start);
    for (const account of part) {
      for (const partner of partners.get(account) ?? []) {
        if (!reached.has(partner)) part.push(partner);
        reached.add(partner);
      }
    }
    if (part.length >= smallest) parts.push(part.sort((a, b) => a - b));
  }
  return parts;
}

/** Random links, denser among the first accounts than among the last, so that cores of every depth occur. */
function randomLinks(seed: number): Links {
  const random = seededRandom(seed);
  const pairs: LinkInWords[] = [];
  for (let a = 0; a < 80; a++) {
    for (let b = a + 1; b < 80; b++) {
      if (random() < 1.2 / (1 + ((a + b) / 20) ** 2)) pairs.push({ between: [a, b], bits });
    }
  }
  return linksOf(pairs);
}

describe("keepCore", () => {
  const cases = [1, 2, 3, 4, 5].flatMap((seed) => [2, 3, 4, 6].map((depth) => [seed, depth] as const));

  test.each(cases)("keeps what its slow twin keeps (seed %d, depth %d)", (seed, depth) => {
    const links = randomLinks(seed);
    const expected = coresSlowly(links, depth, 1);
    expect(coresOf(links, depth, 1)).toEqual(expected);
    const kept = expected.flat().length;
    expect(kept).toBeGreaterThan(depth);
    expect(kept).toBeLessThan(80);
  });

  test("unravels a long tail to its end", () => {
    const tail = numbersFrom(5, 20).map((account) => ({ between: [account - 1, account] as const, bits }));
    expect(coresOf(linksOf([...allTied([0, 1, 2, 3, 4], bits), ...tail]), 2, 5)).toEqual([[0, 1, 2, 3, 4]]);
  });

  test("gives parts that nothing joins any more on their own, and drops the small ones", () => {
    const links = linksOf([
      ...allTied(numbersFrom(0, 5), bits),
      { between: [4, 20], bits },
      { between: [20, 9], bits },
      ...allTied(numbersFrom(9, 5), bits),
      ...allTied(numbersFrom(30, 4), bits),
    ]);
    expect(coresOf(links, 3, 5)).toEqual([numbersFrom(0, 5), numbersFrom(9, 5)]);
  });
});
