import { describe, expect, test } from "vitest";
import { shuffleSightings } from "../../src/graph/shuffle-sightings.ts";
import type { Sightings } from "../../src/graph/sightings.ts";
import { randomSightings, sightingsOf } from "../support/a-world.ts";

const seeds = [1, 2, 3];

/** How many times each key occurs, counted one by one. */
function tally(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys.toSorted()) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

const everySighting = ({ account }: Sightings) => [...account.keys()];

/** Slow twin: identifiers of each kind that each account has. */
const degreesOfAccounts = (sightings: Sightings) =>
  tally(
    everySighting(sightings).map((place) => {
      return `account ${sightings.account[place]}, kind ${sightings.kind[sightings.identifier[place]]}`;
    }),
  );

/** Slow twin: accounts of each identifier, by when they came and what they did. */
const timelinesOfIdentifiers = ({ identifier, firstSeen, lastSeen, requests, ...rest }: Sightings) =>
  tally(
    everySighting(rest as Sightings).map((place) => {
      return `identifier ${identifier[place]}: ${firstSeen[place]} - ${lastSeen[place]}, ${requests[place]} requests`;
    }),
  );

const pairsOf = ({ account, identifier }: Sightings) =>
  [...account.keys()].map((place) => `${account[place]} ${identifier[place]}`);

describe("shuffleSightings", () => {
  const sightings = randomSightings(1, 200, 150, 3000);

  test.each(seeds)("accounts keep how many they have of each kind, identifiers their timelines (seed %d)", (seed) => {
    const shuffled = shuffleSightings(sightings, seed);
    expect(degreesOfAccounts(shuffled)).toEqual(degreesOfAccounts(sightings));
    expect(timelinesOfIdentifiers(shuffled)).toEqual(timelinesOfIdentifiers(sightings));
  });

  test.each(seeds)(
    "nobody is seen twice with one identifier, and hardly anybody with what was theirs (seed %d)",
    (seed) => {
      const pairs = pairsOf(shuffleSightings(sightings, seed));
      expect(new Set(pairs).size).toBe(pairs.length);
      const before = new Set(pairsOf(sightings));
      // With 15 of 150 identifiers each, a tenth and more would be theirs by chance.
      expect(pairs.filter((pair) => before.has(pair)).length / pairs.length).toBeLessThan(0.35);
    },
  );

  test("leaves what it was given alone; the same seed deals alike, another otherwise", () => {
    const before = sightings.account.slice();
    const shuffled = shuffleSightings(sightings, 1);
    expect(sightings.account).toEqual(before);
    expect(shuffleSightings(sightings, 1)).toEqual(shuffled);
    expect(shuffleSightings(sightings, 2).account).not.toEqual(shuffled.account);
  });

  test("of the five tables with rows of 2, 1, 1 and columns of 2, 1, 1 each comes out as often as any other", () => {
    const line = (account: number, value: string) => ({ account, kind: "ip", value }) as const;
    const table = sightingsOf(3, [line(0, "a"), line(0, "b"), line(1, "a"), line(2, "c")]);
    const outcomes = Array.from({ length: 2000 }, (_, seed) => pairsOf(shuffleSightings(table, seed)).sort().join());
    const counts = Object.values(tally(outcomes));
    expect(counts).toHaveLength(5);
    // 400 are expected; four standard deviations are 72.
    for (const count of counts) expect(Math.abs(count - 400)).toBeLessThan(72);
  });

  test("one account, or none, is dealt what it had", () => {
    expect(pairsOf(shuffleSightings(sightingsOf(1, [{ account: 0, kind: "ip", value: "a" }]), 1))).toEqual(["0 0"]);
    expect(pairsOf(shuffleSightings(sightingsOf(0, []), 1))).toEqual([]);
  });
});
