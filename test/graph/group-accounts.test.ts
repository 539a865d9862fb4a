import { describe, expect, test } from "vitest";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import { groupAccounts } from "../../src/graph/group-accounts.ts";
import { indexIdentifiers } from "../../src/graph/identifier-index.ts";
import { linkAccounts } from "../../src/graph/link-accounts.ts";
import type { IdentifierKind } from "../../src/model/identifier.ts";
import { type SightingInWords, sightingsOf } from "../support/a-world.ts";
import { numbersFrom } from "../support/some-links.ts";

const accountCount = 4096;
const windowSeconds = 90 * 86_400;

/** These accounts use one thing, from moments on that lie evenly over the window, so that time says nothing. */
function use(accounts: readonly number[], kind: IdentifierKind, value: string): SightingInWords[] {
  return accounts.map((account, place) => {
    return { account, kind, value, first: (place * windowSeconds) / accounts.length, last: windowSeconds };
  });
}

function groupsOf(sightings: readonly SightingInWords[], onProgress?: (share: number) => void): number[][] {
  const distinct = new Map(
    sightings.map((sighting) => [`${sighting.account} ${sighting.kind} ${sighting.value}`, sighting]),
  );
  const index = indexIdentifiers(sightingsOf(accountCount, [...distinct.values()]));
  const links = linkAccounts(index, new Float64Array(accountCount).fill(Number.NaN), windowSeconds, policy);
  return groupAccounts(index, links, policy, onProgress).map(({ members }) => [...members]);
}

/** All on one address and one device. */
function tied(accounts: readonly number[]): SightingInWords[] {
  return [
    ...use(accounts, "ip", `address of ${accounts[0]}`),
    ...use(accounts, "device_id", `device of ${accounts[0]}`),
  ];
}

/** Each on one address and one device with the next. */
function chain(first: number, count: number): SightingInWords[] {
  return numbersFrom(first, count - 1).flatMap((account) => tied([account, account + 1]));
}

describe("groupAccounts", () => {
  const ring = numbersFrom(0, 12);
  const household = numbersFrom(20, 5);

  test("accounts that are all tied to all are a community", () => {
    expect(groupsOf(tied(ring))).toEqual([ring]);
  });

  test("a chain of coincidences is no community, however long", () => {
    expect(groupsOf(chain(0, 200))).toEqual([]);
  });

  test("a chain that hangs on a ring does not come with it", () => {
    expect(groupsOf([...tied(ring), ...chain(11, 30)])).toEqual([ring]);
  });

  test("what rests on one family groups nobody, however many it ties", () => {
    expect(groupsOf(use(numbersFrom(0, 40), "ip", "one address"))).toEqual([]);
  });

  test("a household behind a ring's proxy stays out of the ring", () => {
    const exit = use([...ring, ...household], "ip", "the household's line");
    expect(groupsOf([...tied(ring), ...tied(household), ...exit])).toEqual([ring, household]);
  });

  /** Two larger cores with a card each, all of which come through so many addresses that they have in common. */
  function twoCores(addresses: number): { halves: number[][]; sightings: SightingInWords[] } {
    const halves = [numbersFrom(0, policy.smallestJoinedCore), numbersFrom(20, policy.smallestJoinedCore)];
    const pool = numbersFrom(0, addresses).flatMap((number) => use(halves.flat(), "ip", `proxy ${number}`));
    return { halves, sightings: [...halves.flatMap(tied), ...pool] };
  }

  test("two larger cores that a pool of proxies ties are one ring", () => {
    const { halves, sightings } = twoCores(policy.joints);
    expect(groupsOf(sightings)).toEqual([halves.flat()]);
  });

  test("an office whose line is an exit of a ring's proxies stays out, however many come through that line", () => {
    const { halves, sightings } = twoCores(1);
    expect(groupsOf(sightings)).toEqual(halves);
  });

  test("an account without a link on two families comes in where it shares an address with some members and a card with others", () => {
    const cards = [
      ...use(ring.slice(0, 6), "payment_instrument", "one card"),
      ...use(ring.slice(6), "payment_instrument", "another"),
    ];
    const proxies = [...use(ring.slice(0, 6), "ip", "one proxy"), ...use(ring.slice(6), "ip", "another")];
    const everybody = [...tied(ring), ...cards, ...proxies];
    const comer = [...use([50], "payment_instrument", "one card"), ...use([50], "ip", "another")];
    expect(groupsOf([...everybody, ...comer])).toEqual([[...ring, 50]]);
    expect(groupsOf([...everybody, ...comer.slice(0, 1)])).toEqual([ring]);
  });

  test("two households joined by one visit are two", () => {
    const neighbours = numbersFrom(30, 5);
    expect(groupsOf([...tied(household), ...tied(neighbours), ...tied([20, 30])])).toEqual([household, neighbours]);
  });

  test("of a ring with a card each and few accounts to a proxy, the template makes the core", () => {
    // Two proxies for each account, four accounts to a proxy: six links each, all of them weak because of the ring's own size.
    const members = numbersFrom(0, 120);
    const template = use(members, "prompt_opening", "the ring's template");
    const proxies = numbersFrom(0, 30).flatMap((number) => [
      ...use(
        members.filter((member) => Math.floor(member / 4) === number),
        "ip",
        `first proxy ${number}`,
      ),
      ...use(
        members.filter((member) => member % 30 === number),
        "ip",
        `second proxy ${number}`,
      ),
    ]);
    expect(groupsOf([...template, ...proxies])).toEqual([members]);
    expect(groupsOf(proxies)).toEqual([]);
    expect(groupsOf(template)).toEqual([]);
  });

  test("below the smallest community nobody is grouped", () => {
    expect(groupsOf(tied(numbersFrom(0, policy.smallestCommunity - 1)))).toEqual([]);
    expect(groupsOf(tied(numbersFrom(0, policy.smallestCommunity)))).toHaveLength(1);
  });

  test("tells a progress that never goes back and stays below the whole", () => {
    const shares: number[] = [];
    groupsOf(tied(ring), (share) => shares.push(share));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.length).toBeGreaterThan(policy.cores.length);
    expect(shares.at(-1)).toBeLessThan(1);
  });
});
