import { expect, test } from "vitest";
import { seededRandom } from "../../src/graph/seeded-random.ts";
import { PairPlaces } from "./accuracy/pair-places.ts";

test("numbers pairs as a Map of their texts does", () => {
  const random = seededRandom(3);
  const places = new PairPlaces(5000);
  const slow = new Map<string, number>();
  for (let tries = 0; tries < 5000; tries++) {
    const [first, second] = [Math.floor(random() * 60), Math.floor(random() * 60)];
    const name = `${first} ${second}`;
    if (!slow.has(name)) slow.set(name, slow.size);
    expect(places.place(first, second)).toBe(slow.get(name));
  }
  expect(slow.size).toBeGreaterThan(2000);
});

test("tells a pair from the same pair turned round", () => {
  const places = new PairPlaces(2);
  expect([places.place(1, 2), places.place(2, 1), places.place(1, 2)]).toEqual([0, 1, 0]);
});
