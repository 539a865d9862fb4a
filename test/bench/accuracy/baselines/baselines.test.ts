import { describe, expect, test } from "vitest";
import { indexIdentifiers } from "../../../../src/graph/identifier-index.ts";
import type { IdentifierKind } from "../../../../src/model/identifier.ts";
import { type SightingInWords, sightingsOf } from "../../../support/a-world.ts";
import { cappedComponents } from "./capped-components.ts";
import { evilCohort, projectOverAddresses } from "./evil-cohort.ts";
import { sharedByMany } from "./shared-by-many.ts";

/** `shares("ip", "home", 0, 1)`: accounts 0 and 1 were seen at home, one second after the other. */
function shares(kind: IdentifierKind, value: string, ...accounts: number[]): SightingInWords[] {
  return accounts.map((account, first) => ({ account, kind, value, first }));
}

const indexOf = (accountCount: number, ...sightings: SightingInWords[][]) =>
  indexIdentifiers(sightingsOf(accountCount, sightings.flat()));

const groupsOf = (groups: readonly Int32Array[]) => groups.map((group) => [...group]);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, place) => from + place);

describe("connected components with a degree cap", () => {
  const index = indexOf(
    8,
    shares("ip", "line", 0, 1),
    shares("payment_instrument", "card", 1, 2),
    shares("device_id", "hub", 2, 3, 4, 5),
    shares("email_domain", "mail.example", 5, 6),
    shares("ip_prefix", "prefix", 6, 7),
  );

  test("a hub above the cap joins nobody; prefixes and mail domains never do", () => {
    expect(groupsOf(cappedComponents(3, 2).find(index))).toEqual([[0, 1, 2]]);
    expect(groupsOf(cappedComponents(4, 2).find(index))).toEqual([[0, 1, 2, 3, 4, 5]]);
  });

  test("small components are left out", () => {
    expect(cappedComponents(3, 4).find(index)).toEqual([]);
  });
});

describe("an identifier shared by k or more", () => {
  const index = indexOf(
    7,
    shares("payment_instrument", "one", 0, 1, 2),
    shares("payment_instrument", "two", 2, 3, 4),
    shares("payment_instrument", "three", 5, 6),
    shares("ip", "line", 3, 4, 5, 6),
  );

  test("accuses all of its users, those of overlapping ones as one group; other kinds do not count", () => {
    expect(groupsOf(sharedByMany("payment_instrument", 3).find(index))).toEqual([[0, 1, 2, 3, 4]]);
    expect(groupsOf(sharedByMany("payment_instrument", 2).find(index))).toEqual([
      [0, 1, 2, 3, 4],
      [5, 6],
    ]);
    expect(sharedByMany("payment_instrument", 4).find(index)).toEqual([]);
  });
});

describe("EvilCohort", () => {
  test("an edge weighs as many addresses as its two accounts share; a card is no address", () => {
    const index = indexOf(
      3,
      shares("ip", "a", 0, 1),
      shares("ip", "b", 0, 1, 2),
      shares("payment_instrument", "card", 0, 2),
    );
    const { from, to, weight } = projectOverAddresses(index);
    expect([...from].map((account, edge) => [account, to[edge], weight[edge]])).toEqual([
      [0, 1, 2],
      [0, 2, 1],
      [1, 2, 1],
    ]);
  });

  test("of an address of 200 accounts each is paired with 64, which weigh as much as the 199", () => {
    const { from, to, weight } = projectOverAddresses(indexOf(200, shares("ip", "carrier", ...range(0, 200))));
    const strength = new Float64Array(200);
    const degree = new Int32Array(200);
    for (const [edge, account] of from.entries()) {
      for (const end of [account, to[edge] as number]) {
        strength[end] = (strength[end] as number) + (weight[edge] as number);
        degree[end] = (degree[end] as number) + 1;
      }
    }
    expect([...new Set(degree)]).toEqual([64]);
    for (const sum of strength) expect(sum).toBeCloseTo(199, 9);
  });

  test("two crowds joined by one shared address are two communities; one of nine is none", () => {
    const crowd = (from: number, to: number) =>
      ["x", "y", "z"].map((name) => shares("ip", `${name} ${from}`, ...range(from, to)));
    const index = indexOf(35, ...crowd(0, 12), ...crowd(12, 26), ...crowd(26, 35), [...shares("ip", "shared", 3, 15)]);
    expect(groupsOf(evilCohort.find(index))).toEqual([range(0, 12), range(12, 26)]);
  });
});
