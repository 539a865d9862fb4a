import { describe, expect, test } from "vitest";
import type { RingId, RingStatus } from "../../src/model/ring.ts";
import { createRingId } from "../../src/rings/create-ring-id.ts";
import { matchRings, type PreviousRing } from "../../src/rings/match-rings.ts";

function aRing(id: string, members: readonly number[], status: RingStatus = "open"): PreviousRing {
  return { id: id as RingId, status, members };
}

/** The whole numbers from `from` up to, not with, `to`. */
function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

describe("matchRings", () => {
  test("a ring with the same members keeps its id", () => {
    const matches = matchRings([aRing("a", [1, 2, 3])], [[3, 1, 2]]);
    expect(matches).toEqual({ continues: ["a"], dissolved: [] });
  });

  test("a ring that grows tenfold keeps its id", () => {
    expect(matchRings([aRing("a", range(0, 20))], [range(0, 200)]).continues).toEqual(["a"]);
  });

  test("a ring keeps its id while half of its members stay, and no longer", () => {
    expect(matchRings([aRing("a", range(0, 10))], [range(0, 5)])).toEqual({ continues: ["a"], dissolved: [] });
    expect(matchRings([aRing("a", range(0, 10))], [range(0, 4)])).toEqual({ continues: [undefined], dissolved: ["a"] });
  });

  test("where a ring splits, the larger part is it", () => {
    const matches = matchRings([aRing("a", range(0, 10))], [range(0, 4), range(4, 10)]);
    expect(matches.continues).toEqual([undefined, "a"]);
  });

  test("where rings merge, the one that gives most goes on and the others dissolve", () => {
    const matches = matchRings([aRing("a", range(0, 5)), aRing("b", range(5, 12))], [range(0, 12)]);
    expect(matches).toEqual({ continues: ["b"], dissolved: ["a"] });
  });

  test("a tie between rings goes to the lower id, a tie between communities to the earlier one", () => {
    expect(matchRings([aRing("b", [1, 2]), aRing("a", [3, 4])], [[1, 2, 3, 4]]).continues).toEqual(["a"]);
    expect(
      matchRings(
        [aRing("a", [1, 2, 3, 4])],
        [
          [3, 4],
          [1, 2],
        ],
      ).continues,
    ).toEqual(["a", undefined]);
  });

  test.each(["confirmed", "dismissed"] as const)(
    "what was %s does not spread over a much larger community",
    (status) => {
      const ring = aRing("a", range(0, 12), status);
      expect(matchRings([ring], [range(0, 24)]).continues).toEqual(["a"]);
      expect(matchRings([ring], [range(0, 25)])).toEqual({ continues: [undefined], dissolved: ["a"] });
    },
  );

  test("without communities every ring dissolves, in the order of the ids", () => {
    expect(matchRings([aRing("b", [1]), aRing("a", [2])], [])).toEqual({ continues: [], dissolved: ["a", "b"] });
  });

  test("in a thousand made-up histories no id is given twice, none is lost, and the order of the rings does not matter", () => {
    let state = 1;
    const next = (limit: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % limit;
    };
    const group = (groups: number) => {
      const communities = Array.from({ length: groups }, (): number[] => []);
      for (const member of range(0, 60)) if (next(4) > 0) communities[next(groups)]?.push(member);
      return communities.filter((members) => members.length > 0);
    };
    for (let history = 0; history < 1000; history++) {
      const statuses = ["open", "open", "confirmed", "dismissed"] as const;
      const previous = group(1 + next(6)).map((members, index) => aRing(`ring_${index}`, members, statuses[next(4)]));
      const communities = group(1 + next(6));
      const { continues, dissolved } = matchRings(previous, communities);
      const kept = continues.filter((id) => id !== undefined);
      expect([...kept, ...dissolved].sort()).toEqual(previous.map(({ id }) => id).sort());
      for (const [index, id] of continues.entries()) {
        const ring = previous.find((candidate) => candidate.id === id);
        if (!ring) continue;
        const shared = ring.members.filter((member) => communities[index]?.includes(member)).length;
        expect(shared * 2).toBeGreaterThanOrEqual(ring.members.length);
      }
      expect(matchRings([...previous].reverse(), communities)).toEqual({ continues, dissolved });
    }
  });
});

describe("createRingId", () => {
  test("depends on the run and the members, and not on chance", () => {
    expect(createRingId(1, ["a", "b"])).toBe(createRingId(1, ["a", "b"]));
    expect(createRingId(1, ["a", "b"])).toMatch(/^ring_[0-9a-f]{16}$/);
    expect(new Set([createRingId(1, ["a", "b"]), createRingId(2, ["a", "b"]), createRingId(1, ["a,b"])]).size).toBe(3);
  });
});
