import { describe, expect, test } from "vitest";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import { groupAccounts } from "../../src/graph/group-accounts.ts";
import { linkThreshold } from "../../src/graph/link-threshold.ts";
import { addressesOf, allTied, type LinkInWords, linksOf, numbersFrom } from "../support/some-links.ts";

const accountCount = 4096;
const strong = linkThreshold(accountCount, 6);
const twoFamilies = { network: strong / 2, device: strong / 2 };
const addressOnly = { network: strong };

function groupsOf(links: readonly LinkInWords[]): number[][] {
  return groupAccounts(addressesOf(accountCount, links), linksOf(links), policy).map(({ members }) => [...members]);
}

/** Each account linked with the next, so many of them. */
function chain(first: number, count: number): LinkInWords[] {
  return numbersFrom(first, count - 1).map((a) => ({ between: [a, a + 1] as const, bits: twoFamilies }));
}

describe("groupAccounts", () => {
  const ring = numbersFrom(0, 12);
  const household = numbersFrom(20, 5);

  test("accounts that are all tied to all are a community", () => {
    expect(groupsOf(allTied(ring, twoFamilies))).toEqual([ring]);
  });

  test("a chain of coincidences is no community, however long", () => {
    expect(groupsOf(chain(0, 200))).toEqual([]);
  });

  test("a chain that hangs on a ring does not come with it", () => {
    expect(groupsOf([...allTied(ring, twoFamilies), ...chain(11, 30)])).toEqual([ring]);
  });

  test("what rests on one family groups nobody, however many it ties", () => {
    expect(groupsOf(allTied(numbersFrom(0, 40), addressOnly))).toEqual([]);
  });

  test("a household behind a ring's proxy stays out of the ring", () => {
    const proxied = household.flatMap((member) =>
      ring.map((fake) => ({ between: [fake, member] as const, bits: addressOnly })),
    );
    expect(groupsOf([...allTied(ring, twoFamilies), ...allTied(household, twoFamilies), ...proxied])).toEqual([
      ring,
      household,
    ]);
  });

  /** Two larger cores, all of one tied to all of the other, less strongly, by so many addresses. */
  function twoCores(addresses: number): { halves: number[][]; links: LinkInWords[] } {
    const [first, second] = [numbersFrom(0, policy.smallestJoinedCore), numbersFrom(20, policy.smallestJoinedCore)];
    const proxied = first.flatMap((a) => {
      return second.map((b) => ({
        between: [a, b] as const,
        bits: { network: linkThreshold(accountCount, policy.marginBits) },
        address: `proxy ${(a + b) % addresses}`,
      }));
    });
    return {
      halves: [first, second],
      links: [...allTied(first, twoFamilies), ...allTied(second, twoFamilies), ...proxied],
    };
  }

  test("two larger cores that a pool of proxies ties are one ring", () => {
    const { halves, links } = twoCores(policy.joints);
    expect(groupsOf(links)).toEqual([halves.flat()]);
  });

  test("an office whose line is an exit of a ring's proxies stays out, however many links come through that line", () => {
    const { halves, links } = twoCores(1);
    expect(groupsOf(links)).toEqual(halves);
  });

  test("a pool whose links say too little alone ties no cores", () => {
    const { halves, links } = twoCores(policy.joints);
    const little = { network: linkThreshold(accountCount, policy.marginBits) - 1 };
    expect(groupsOf(links.map((link) => (link.address ? { ...link, bits: little } : link)))).toEqual(halves);
  });

  test("an account that shares an address with two members and a device with a third is attached", () => {
    const ties: LinkInWords[] = [
      { between: [0, 50], bits: addressOnly },
      { between: [1, 50], bits: addressOnly },
      { between: [2, 50], bits: { device: strong } },
    ];
    expect(groupsOf([...allTied(ring, twoFamilies), ...ties])).toEqual([[...ring, 50]]);
    expect(groupsOf([...allTied(ring, twoFamilies), ...ties.slice(0, 2)])).toEqual([ring]);
  });

  test("two households joined by one link are two", () => {
    const neighbours = numbersFrom(30, 5);
    const visit = { between: [household[0], neighbours[0]] as const, bits: twoFamilies };
    expect(groupsOf([...allTied(household, twoFamilies), ...allTied(neighbours, twoFamilies), visit])).toEqual([
      household,
      neighbours,
    ]);
  });

  test("weak links make a community only where each account has many of them", () => {
    const weak = linkThreshold(accountCount, -2);
    const bits = { network: weak / 2, device: weak / 2 };
    const deep = policy.cores.find(({ marginBits }) => marginBits === -2)?.depth[0] as number;
    expect(groupsOf(allTied(numbersFrom(0, deep + 1), bits))).toEqual([numbersFrom(0, deep + 1)]);
    expect(groupsOf(allTied(numbersFrom(0, deep), bits))).toEqual([]);
  });

  test("below the smallest community nobody is grouped", () => {
    expect(groupsOf(allTied(numbersFrom(0, policy.smallestCommunity - 1), twoFamilies))).toEqual([]);
    expect(groupsOf(allTied(numbersFrom(0, policy.smallestCommunity), twoFamilies))).toHaveLength(1);
  });

  test("tells a progress that never goes back and stays below the whole", () => {
    const shares: number[] = [];
    const links = allTied(ring, twoFamilies);
    groupAccounts(addressesOf(accountCount, links), linksOf(links), policy, (share) => shares.push(share));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.length).toBeGreaterThan(policy.cores.length);
    expect(shares.at(-1)).toBeLessThan(1);
  });
});
