import { expect, test } from "vitest";
import { allocateNumbers, KeyColumn } from "../../src/runs/key-column.ts";
import { SharerCounts } from "../../src/runs/sharer-counts.ts";

test("a column holds what was set, near and far, and 0 elsewhere", () => {
  const column = new KeyColumn(allocateNumbers);
  const keys = [0, 1, 65_535, 65_536, 2 ** 31 + 5, 2 ** 33 + 7];
  for (const [place, key] of keys.entries()) column.set(key, place + 1);
  expect(keys.map((key) => column.at(key))).toEqual([1, 2, 3, 4, 5, 6]);
  expect([2, 65_534, 131_072, 2 ** 32 + 7].map((key) => column.at(key))).toEqual([0, 0, 0, 0]);
  expect(new KeyColumn(allocateNumbers, column.pages).at(65_536)).toBe(4);
});

test("sharers are counted beyond what a byte holds, also in another thread", () => {
  const counts = new SharerCounts();
  expect(Array.from({ length: 300 }, () => counts.add(9)).at(-1)).toBe(299);
  counts.add(8);
  const copied = new SharerCounts(structuredClone(counts.parts));
  for (const some of [counts, copied]) expect([7, 8, 9].map((key) => some.of(key))).toEqual([0, 1, 300]);
});
