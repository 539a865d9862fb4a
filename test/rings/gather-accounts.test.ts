import { describe, expect, test } from "vitest";
import type { AccountId } from "../../src/model/account.ts";
import { type AlikeAccounts, gatherAccounts } from "../../src/rings/gather-accounts.ts";

let next = 0;
const alike = (count: number, ...places: number[]): AlikeAccounts => ({
  places,
  count,
  requestCount: count * 10,
  accountIds: Array.from({ length: Math.min(20, count) }, () => `a${String(next++).padStart(4, "0")}` as AccountId),
});

describe("gatherAccounts", () => {
  test("leaves accounts as they are where there is room, the largest group first", () => {
    const groups = gatherAccounts([alike(1, 0, 1), alike(3, 0, 2)], 2);
    expect(groups.map(({ count }) => count)).toEqual([3, 1]);
    expect(groups[0]?.uses).toEqual([
      { place: 0, count: 3 },
      { place: 2, count: 3 },
    ]);
  });

  test("takes together those that share what says most, and counts what they use besides", () => {
    const [group, ...others] = gatherAccounts([alike(1, 0, 1, 5), alike(2, 0, 1, 6), alike(4, 0, 1, 6, 7)], 1);
    expect(others).toEqual([]);
    expect(group).toMatchObject({ count: 7, requestCount: 70 });
    expect(group?.uses).toEqual([
      { place: 0, count: 7 },
      { place: 1, count: 7 },
      { place: 5, count: 1 },
      { place: 6, count: 6 },
      { place: 7, count: 4 },
    ]);
    expect(group?.accountIds).toHaveLength(7);
  });

  test("never makes more groups than identifiers, however many ways there are to combine them", () => {
    const all = Array.from({ length: 2000 }, (_, number) =>
      alike(1, number % 7, 7 + (number % 11), 18 + (number % 13)),
    );
    const groups = gatherAccounts(all, 10);
    expect(groups).toHaveLength(7);
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(2000);
    for (const { accountIds } of groups) expect(accountIds.length).toBeLessThanOrEqual(20);
  });

  test("keeps all that accounts use, so that a hub shows each of its users", () => {
    const hub = 60;
    const all = Array.from({ length: 90 }, (_, number) => {
      const others = Array.from({ length: 40 }, (_, place) => (number + place) % hub).toSorted((a, b) => a - b);
      return alike(1, ...others, hub);
    });
    const groups = gatherAccounts(all, 90);
    const users = groups.flatMap(({ uses }) => uses.filter(({ place }) => place === hub));
    expect(users.reduce((sum, { count }) => sum + count, 0)).toBe(90);
  });

  test("keeps no more than a picture holds: what most of a group use, and of that what says most", () => {
    const all = Array.from({ length: 400 }, (_, number) =>
      alike(1, number, ...Array.from({ length: 100 }, (_, place) => 400 + place)),
    );
    const groups = gatherAccounts(all, 400);
    expect(groups).toHaveLength(400);
    for (const { uses } of groups) expect(uses).toHaveLength(8);
    expect(groups[0]?.uses.at(-1)?.place).toBe(406);
  });
});
