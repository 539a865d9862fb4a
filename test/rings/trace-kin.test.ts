import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../src/detection/default-policy.ts";
import type { RingId, RingStatus } from "../../src/model/ring.ts";
import type { KnownRing } from "../../src/rings/known-ring.ts";
import { traceKin } from "../../src/rings/trace-kin.ts";

const aRing = (id: string, members: readonly number[], status: RingStatus = "open"): KnownRing => {
  return { id: id as RingId, status, members, decidedOn: undefined };
};
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
const trace = (known: KnownRing[], communities: number[][], continues: (string | undefined)[]) =>
  traceKin(known, communities, continues as (RingId | undefined)[], defaultPolicy.lineage).map(
    ({ kind, community, other, shared }) => [kind, community, other.id, shared],
  );

describe("traceKin", () => {
  test("the smaller part of a ring that goes on has split off", () => {
    expect(trace([aRing("a", range(0, 20))], [range(0, 12), range(12, 20)], ["a", undefined])).toEqual([
      ["split", 1, "a", 8],
    ]);
  });

  test("a ring whose members are in another has been merged, whether that is new or goes on", () => {
    const rings = [aRing("a", range(0, 10)), aRing("b", range(10, 30))];
    expect(trace(rings, [range(0, 30)], ["b"])).toEqual([["merged", 0, "a", 10]]);
    expect(trace(rings, [range(0, 80)], [undefined])).toEqual([
      ["merged", 0, "a", 10],
      ["merged", 0, "b", 20],
    ]);
  });

  test("a ring that falls apart is where each part comes from", () => {
    expect(
      trace([aRing("a", range(0, 18))], [range(0, 6), range(6, 12), range(12, 18)], [undefined, undefined, undefined]),
    ).toEqual([
      ["split", 0, "a", 6],
      ["split", 1, "a", 6],
      ["split", 2, "a", 6],
    ]);
  });

  test("a ring that is gone is where a new one comes from, and nothing to one that goes on", () => {
    const rings = [aRing("a", range(0, 20), "dissolved"), aRing("b", range(20, 30))];
    expect(trace(rings, [range(0, 8), range(8, 30)], [undefined, "b"])).toEqual([["split", 0, "a", 8]]);
    expect(trace(rings, [range(0, 19)], [undefined])).toEqual([["merged", 0, "a", 19]]);
  });

  test("rings that go on, and a few who change sides, are no kin", () => {
    const rings = [aRing("a", range(0, 20)), aRing("b", range(20, 40))];
    expect(trace(rings, [range(0, 14), range(14, 40)], ["a", "b"])).toEqual([]);
    expect(trace(rings, [range(2, 20), [0, 1, 50, 51, 52]], ["a", undefined])).toEqual([]);
    expect(trace(rings, [range(3, 20), [0, 1, 2, ...range(50, 70)]], ["a", undefined])).toEqual([]);
  });
});
