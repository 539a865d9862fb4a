import { expect, test } from "vitest";
import { KeyIndex } from "../../src/runs/key-index.ts";

test("every key has its place, and other keys have none, in dense, sparse and colliding keys", () => {
  const keySets = [
    Float64Array.from({ length: 5000 }, (_, index) => index + 1),
    Float64Array.from({ length: 5000 }, (_, index) => index * 1024 + 7),
    Float64Array.from({ length: 5000 }, (_, index) => index * 2 ** 32),
    Float64Array.from({ length: 5000 }, (_, index) => 2 ** 52 - index * 65_536),
    new Float64Array(0),
  ];
  for (const keys of keySets) {
    const index = new KeyIndex(keys);
    const twin = new Map(Array.from(keys, (key, place) => [key, place]));
    for (const key of keys) expect(index.indexOf(key)).toBe(twin.get(key));
    for (const key of [3.5e15, 999_999_999, 123_457]) expect(index.indexOf(key)).toBe(twin.get(key) ?? -1);
  }
});
