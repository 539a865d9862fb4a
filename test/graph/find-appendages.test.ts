import { describe, expect, test } from "vitest";
import { connectedComponents } from "../../src/graph/connected-components.ts";
import { findAppendages, type UseGraph } from "../../src/graph/find-appendages.ts";
import { groupBy } from "../../src/graph/group-by.ts";
import { seededRandom } from "../../src/graph/seeded-random.ts";
import { numbersFrom } from "../support/some-links.ts";

/** Who uses each identifier; the accounts are 0 ... `accountCount` - 1. */
type Users = readonly (readonly number[])[];

function useGraphOf(accountCount: number, users: Users): UseGraph {
  const neighbours = [
    ...numbersFrom(0, accountCount).map((account) =>
      [...users.keys()].filter((identifier) => users[identifier].includes(account)).map((i) => accountCount + i),
    ),
    ...users,
  ];
  const start = [0];
  for (const of of neighbours) start.push((start.at(-1) as number) + of.length);
  return { accountCount, start: Int32Array.from(start), neighbour: Int32Array.from(neighbours.flat()) };
}

const find = (accountCount: number, users: Users, smallest: number, canCut: (node: number) => boolean = () => true) =>
  findAppendages(useGraphOf(accountCount, users), canCut, smallest);

describe("findAppendages", () => {
  const ring = [numbersFrom(0, 10), numbersFrom(0, 10)];

  test("finds the family that one line ties to a ring", () => {
    const family = [10, 11, 12];
    expect(find(13, [...ring, [...family, 3, 4], family], 8)).toEqual([family]);
  });

  test("finds it as well when it stands first", () => {
    const later = ring.map((accounts) => accounts.map((account) => account + 3));
    expect(find(13, [[0, 1, 2], [0, 1, 2, 5, 6], ...later], 8)).toEqual([[0, 1, 2]]);
  });

  test("what two identifiers tie stays, and so does what an identifier ties that may not be taken away", () => {
    const family = [10, 11, 12];
    expect(find(13, [...ring, [...family, 3], [...family, 4]], 8)).toEqual([]);
    expect(find(13, [...ring, [...family, 3], family], 8, (node) => node !== 13 + 2)).toEqual([]);
  });

  test("where no part is large, none is small beside it", () => {
    expect(find(12, [numbersFrom(0, 12), [0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10, 11]], 8)).toEqual([]);
  });

  test.each([1, 2, 3, 4, 5, 6])("finds what taking away each identifier in turn lets go (seed %d)", (seed) => {
    const random = seededRandom(seed);
    const accountCount = 60;
    const users = Array.from({ length: 55 }, () => {
      const count = 2 + Math.floor(random() * 2);
      return [...new Set(Array.from({ length: count }, () => Math.floor(random() ** 2 * accountCount)))];
    });
    const found = find(accountCount, users, 8)
      .flat()
      .sort((a, b) => a - b);
    expect(found).toEqual(slowly(accountCount, users, 8));
    expect(new Set(found).size).toBe(found.length);
    expect(found.length).toBeGreaterThan(0);
  });
});

/** All accounts that some identifier alone ties to a part of `smallest` or more, and that are fewer themselves. */
function slowly(accountCount: number, users: Users, smallest: number): number[] {
  const partsBy = (kept: Users) => {
    const pairs = kept.flatMap((accounts) => accounts.map((account) => [accounts[0], account]));
    const part = connectedComponents(
      accountCount,
      pairs.map(([from]) => from),
      pairs.map(([, to]) => to),
    );
    return { part, parts: groupBy(accountCount, (account) => part[account]) };
  };
  const whole = partsBy(users).part;
  const loose = users.flatMap((_, taken) => {
    const { parts } = partsBy(users.filter((_users, identifier) => identifier !== taken));
    const left = parts.filter(([account]) => whole[account] === whole[users[taken][0]]);
    const hasLarge = left.some(({ length }) => length >= smallest);
    return hasLarge && left.length > 1
      ? left.filter(({ length }) => length < smallest).flatMap((part) => [...part])
      : [];
  });
  return [...new Set(loose)].sort((a, b) => a - b);
}
