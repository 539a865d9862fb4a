import { describe, expect, test } from "vitest";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import { indexIdentifiers } from "../../src/graph/identifier-index.ts";
import { joinCommunities } from "../../src/graph/join-communities.ts";
import type { IdentifierKind } from "../../src/model/identifier.ts";
import { type SightingInWords, sightingsOf } from "../support/a-world.ts";
import { numbersFrom } from "../support/some-links.ts";

const accountCount = 4096;

function use(
  accounts: readonly number[],
  kind: IdentifierKind,
  value: string,
  [first, last]: readonly [number, number] = [0, 90],
): SightingInWords[] {
  return accounts.map((account) => ({ account, kind, value, first: first * 86_400, last: last * 86_400 }));
}

function joined(communities: readonly (readonly number[])[], sightings: readonly SightingInWords[]): number[][] {
  const communityOf = new Int32Array(accountCount).fill(-1);
  for (const [community, members] of communities.entries())
    for (const member of members) communityOf[member] = community;
  const before = { communityOf, sizes: Int32Array.from(communities, ({ length }) => length) };
  const after = joinCommunities(before, indexIdentifiers(sightingsOf(accountCount, sightings)), policy);
  const members = communities.flat().sort((a, b) => a - b);
  const parts = Array.from(after.sizes, (_, part) => members.filter((member) => after.communityOf[member] === part));
  expect(parts.map(({ length }) => length)).toEqual([...after.sizes]);
  return parts.filter(({ length }) => length > 0);
}

const large = numbersFrom(0, 40);
const small = numbersFrom(100, 8);
const all = [...large, ...small];
/** Ten proxies that go round, and a template. */
const aPool = (accounts: readonly number[], days?: readonly [number, number]) => [
  ...numbersFrom(0, 10).flatMap((proxy) =>
    use(
      accounts.filter((_, place) => place % 10 === proxy || place % 7 === proxy),
      "ip",
      `proxy ${proxy}`,
      days,
    ),
  ),
  ...use(accounts, "prompt_opening", "the template", days),
];

describe("joinCommunities", () => {
  test("two parts that go through the same proxies with the same template are one", () => {
    expect(joined([large, small], aPool(all))).toEqual([all]);
    expect(joined([small, large], aPool(all))).toEqual([all]);
  });

  test("so are three in a chain", () => {
    const third = numbersFrom(200, 6);
    expect(joined([third, small, large], aPool([...all, ...third]))).toEqual([[...all, ...third]]);
  });

  test("a template alone joins nobody", () => {
    const template = use(all, "prompt_opening", "the template");
    const cards = [...use(large, "payment_instrument", "a card"), ...use(small, "payment_instrument", "another")];
    expect(joined([large, small], [...template, ...cards])).toEqual([large, small]);
  });

  test("a pool of which less than `joinedShare` has what the other has is a ring of its own", () => {
    const heirs = Math.ceil(policy.joinedShare * small.length) - 1;
    const own = use(small, "payment_instrument", "a card");
    expect(joined([large, small], [...aPool([...large, ...small.slice(0, heirs)]), ...own])).toEqual([large, small]);
    expect(joined([large, small], [...aPool([...large, ...small.slice(0, heirs + 1)]), ...own])).toEqual([all]);
  });

  test("a pool that comes when the other is gone is its successor, whatever it has taken over", () => {
    expect(joined([large, small], [...aPool(large, [0, 30]), ...aPool(small, [31, 45])])).toEqual([large, small]);
    expect(joined([large, small], [...aPool(large, [0, 30]), ...aPool(small, [25, 45])])).toEqual([all]);
  });
});
