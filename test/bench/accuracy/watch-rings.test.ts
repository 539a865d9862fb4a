import { describe, expect, test } from "vitest";
import type { Label } from "../../../src/model/label.ts";
import { RingWatch } from "./watch-rings.ts";

const ring: Label[] = ["a", "b", "c", "d"].map((accountId) => ({
  accountId,
  isFake: true,
  group: "ring",
  groupKind: "ring:naive",
}));
const home: Label[] = ["x", "y"].map((accountId) => ({
  accountId,
  isFake: false,
  group: "home",
  groupKind: "household",
}));

let sequence = 0;
function event(accountId: string, requests?: number) {
  sequence += 1;
  const type = requests === undefined ? "signup" : "usage";
  const named = { id: `e${sequence}`, type, account_id: accountId, occurred_at: "2026-04-22T00:00:00Z" } as const;
  return requests === undefined ? named : { ...named, requests };
}

describe("RingWatch", () => {
  test("a ring is caught with half of the members seen so far, and later with half of all", () => {
    const watch = new RingWatch([...ring, ...home]);
    watch.see([event("x", 50)]);
    watch.judge(1, new Set());
    watch.see([event("a"), event("a", 10), event("b", 5)]);
    watch.judge(2, new Set());
    watch.see([event("b", 1)]);
    watch.judge(3, new Set(["b"]));
    watch.see([event("c", 4), event("d", 20)]);
    watch.judge(4, new Set(["a", "b"]));
    expect(watch.report().rings).toEqual([
      {
        name: "ring",
        kind: "ring:naive",
        members: 4,
        requests: 40,
        caught: { afterDays: 1, requestsBefore: 16 },
        caughtWhole: { afterDays: 2, requestsBefore: 40 },
      },
    ]);
  });

  test("the first day that it is caught counts, even if it is let go again", () => {
    const watch = new RingWatch(ring);
    watch.see([event("a", 10)]);
    watch.judge(1, new Set(["a"]));
    watch.see([event("b", 10), event("c", 10)]);
    watch.judge(2, new Set());
    expect(watch.report().rings[0].caught).toEqual({ afterDays: 0, requestsBefore: 10 });
  });

  test("a ring that is never caught has made all of its requests before", () => {
    const watch = new RingWatch(ring);
    watch.see([event("a", 10)]);
    watch.judge(1, new Set());
    expect(watch.report().rings[0].caught).toEqual({ afterDays: undefined, requestsBefore: 10 });
  });

  test("whoever is wrongly flagged on any day is counted once", () => {
    const watch = new RingWatch([...ring, ...home]);
    watch.judge(1, new Set(["x"]));
    watch.judge(2, new Set(["x", "y"]));
    watch.judge(3, new Set());
    expect(watch.report()).toMatchObject({ everWronglyFlagged: 2, everFlaggedGroups: 1 });
  });
});
