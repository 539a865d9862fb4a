import { describe, expect, test } from "vitest";
import { hubsOf, neighbourhoodOf, showAll, usersDrawn, visibleNodes } from "../../src/console/map-picture.ts";
import type { RingMapBody } from "../../src/contract/ring-map.ts";

const identifier = (family: "network" | "payment", member_count: number, bits: number) =>
  ({ kind: "ip", family, value: "x", member_count, other_count: 0, bits, verdict: null }) as const;
const group = (...places: number[]) => ({
  accounts: 1,
  request_count: 0,
  account_ids: ["a"],
  uses: places.map((place) => ({ identifier: place, accounts: 1 })),
});
const map: RingMapBody = {
  ring_id: "ring_1",
  identifiers: [identifier("network", 2, 12), identifier("payment", 3, 8), identifier("network", 3, 4)],
  groups: [group(0, 1), group(1), group(2)],
  rest: { accounts: 0, identifiers: 0 },
};

describe("a picture of a map", () => {
  test("shows everything unless told otherwise", () => {
    expect(visibleNodes(map, showAll).size).toBe(6);
  });

  test("leaves out a family, and who shares nothing else", () => {
    const visible = visibleNodes(map, { hidden: new Set(["network"]), leastBits: 0 });
    expect([...visible]).toEqual(["i1", "g0", "g1"]);
  });

  test("leaves out what says little, and who shares nothing else", () => {
    const visible = visibleNodes(map, { hidden: new Set(), leastBits: 8 });
    expect([...visible]).toEqual(["i0", "i1", "g0", "g1"]);
  });

  test("knows an identifier's users and a group's identifiers", () => {
    expect([...neighbourhoodOf(map, "i1")]).toEqual(["i1", "g0", "g1"]);
    expect([...neighbourhoodOf(map, "g0")]).toEqual(["g0", "i0", "i1"]);
  });

  test("knows to how many members it has a line from an identifier", () => {
    const group = { ...map.groups[1], uses: [{ identifier: 1, accounts: 4 }] } as (typeof map.groups)[number];
    expect(usersDrawn({ ...map, groups: [...map.groups, group] }, 1)).toBe(6);
  });

  test("has its hubs: what most use, the more telling first among equals", () => {
    expect(hubsOf(map, 2)).toEqual([1, 2]);
  });
});
