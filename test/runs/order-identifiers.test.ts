import { expect, test } from "vitest";
import { seededRandom } from "../../src/graph/seeded-random.ts";
import { findTies, type HashedKeys, orderByHash } from "../../src/runs/order-identifiers.ts";

function hashed(hashes: readonly bigint[]): HashedKeys {
  return {
    count: hashes.length,
    keys: Float64Array.from(hashes.keys()),
    high: Int32Array.from(hashes, (hash) => Number(hash >> 32n)),
    low: Uint32Array.from(hashes, (hash) => Number(hash & 0xffff_ffffn)),
  };
}

test("sorts as signed numbers of 64 bits, equal ones as they stand, and finds these", () => {
  const random = seededRandom(3);
  const word = () => BigInt(Math.floor(random() * 2 ** 32));
  const hashes = Array.from({ length: 2000 }, () => BigInt.asIntN(64, (word() << 32n) | word()));
  hashes.push(0n, -1n, 1n, 2n ** 63n - 1n, -(2n ** 63n), 0xffff_ffffn, 0x1_0000_0000n, hashes[5], hashes[7], hashes[5]);
  const keys = hashed(hashes);
  const order = orderByHash(keys);
  const expected = [...hashes.keys()].sort((a, b) => (hashes[a] < hashes[b] ? -1 : hashes[a] > hashes[b] ? 1 : a - b));
  expect([...order]).toEqual(expected);
  const tied = findTies(keys, order).map(([from, to]) => [...order.subarray(from, to)]);
  expect(tied.sort((a, b) => a[0] - b[0])).toEqual([
    [5, 2007, 2009],
    [7, 2008],
  ]);
});

test("nothing is in order", () => expect(findTies(hashed([]), orderByHash(hashed([])))).toEqual([]));
