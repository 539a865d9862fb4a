import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../src/detection/default-policy.ts";
import type { RingId, RingStatus } from "../../src/model/ring.ts";
import { createRingId } from "../../src/rings/create-ring-id.ts";
import type { KnownRing } from "../../src/rings/known-ring.ts";
import { type CommunityMembers, matchRings as matchRingsBy } from "../../src/rings/match-rings.ts";

/** A ring; one that was decided on was so with the members that it has. */
function aRing(id: string, members: readonly number[], status: RingStatus = "open"): KnownRing {
  const decidedOn = status === "confirmed" || status === "dismissed" ? new Set(members) : undefined;
  return { id: id as RingId, status, members, decidedOn };
}

const matchRings = (known: readonly KnownRing[], communities: readonly CommunityMembers[]) =>
  matchRingsBy(known, communities, defaultPolicy.lineage);

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

  test("what was said of twelve does not spread either when the others come a few at a time", () => {
    const ring = { ...aRing("a", range(0, 24), "dismissed"), decidedOn: new Set(range(0, 12)) };
    expect(matchRings([ring], [range(0, 24)]).continues).toEqual(["a"]);
    expect(matchRings([ring], [range(0, 25)]).continues).toEqual([undefined]);
  });

  test("a ring that is gone is known again, and is not dissolved twice when it stays away", () => {
    const gone = { ...aRing("a", range(0, 12), "dismissed"), status: "dissolved" as const };
    expect(matchRings([gone], [range(0, 10)])).toEqual({ continues: ["a"], dissolved: [] });
    expect(matchRings([gone], [range(0, 5)])).toEqual({ continues: [undefined], dissolved: [] });
    expect(matchRings([gone], [range(0, 25)])).toEqual({ continues: [undefined], dissolved: [] });
  });

  test("a dismissed ring that had gone into a larger one is it again when it comes out with one more", () => {
    const gone = { ...aRing("a", range(0, 12), "dismissed"), status: "dissolved" as const };
    const larger = aRing("b", range(0, 25));
    expect(matchRings([gone, larger], [range(0, 13), range(13, 25)]).continues).toEqual(["a", undefined]);
  });

  test("a ring that is there comes before one that is gone with as many members, and after one that gives more", () => {
    const gone = aRing("a", range(0, 10), "dissolved");
    expect(matchRings([gone, aRing("b", range(0, 10))], [range(0, 10)]).continues).toEqual(["b"]);
    expect(matchRings([gone, aRing("b", range(0, 20))], [range(0, 10)]).continues).toEqual(["a"]);
  });

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
  const asOf = new Date("2026-04-23T00:00:00Z");

  test("depends on the moment and the members, and not on chance", () => {
    expect(createRingId(asOf, ["a", "b"])).toBe(createRingId(asOf, ["a", "b"]));
    expect(createRingId(asOf, ["a", "b"])).toMatch(/^ring_[0-9a-f]{16}$/);
    const later = new Date("2026-04-24T00:00:00Z");
    const ids = [createRingId(asOf, ["a", "b"]), createRingId(later, ["a", "b"]), createRingId(asOf, ["a,b"])];
    expect(new Set(ids).size).toBe(3);
  });

  test("takes the next one where an id is taken", () => {
    const first = createRingId(asOf, ["a", "b"]);
    const second = createRingId(asOf, ["a", "b"], (id) => id === first);
    expect(second).not.toBe(first);
    expect(createRingId(asOf, ["a", "b"], (id) => id === first)).toBe(second);
  });
});
