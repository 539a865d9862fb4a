import { describe, expect, test } from "vitest";
import { forEachCandidatePair } from "../../src/graph/candidate-pairs.ts";
import { type IdentifierIndex, indexIdentifiers } from "../../src/graph/identifier-index.ts";
import { randomSightings } from "../support/a-world.ts";

/** The slow twin: every identifier's timeline, every two places in it. */
function candidatesSlowly(index: IdentifierIndex, neighbours: number): string[] {
  const pairs = new Set<string>();
  for (let identifier = 0; identifier < index.identifierCount; identifier++) {
    const accounts = index.timeline.slice(index.timelineStart[identifier], index.timelineStart[identifier + 1]);
    for (let a = 0; a < accounts.length; a++) {
      for (let b = a + 1; b < accounts.length && b - a <= neighbours; b++) {
        pairs.add(`${Math.min(accounts[a], accounts[b])} ${Math.max(accounts[a], accounts[b])}`);
      }
    }
  }
  return [...pairs].sort();
}

describe("forEachCandidatePair", () => {
  test.each([
    [1, 1],
    [2, 3],
    [3, 8],
  ])("names the pairs that its slow twin names, each once (seed %d, %d neighbours)", (seed, neighbours) => {
    const index = indexIdentifiers(randomSightings(seed, 100, 60, 600));
    const pairs: string[] = [];
    forEachCandidatePair(index, neighbours, (a, b) => pairs.push(`${a} ${b}`));
    expect(pairs.length).toBeGreaterThan(50);
    expect(pairs.sort()).toEqual(candidatesSlowly(index, neighbours));
  });
});
