import { describe, expect, test } from "vitest";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import { splitLooselyJoined } from "../../src/graph/split-loosely-joined.ts";
import { addressesOf, allTied, type LinkInWords, linksOf, numbersFrom } from "../support/some-links.ts";

const bits = { network: 10, device: 10 };
const first = numbersFrom(0, 8);
const second = numbersFrom(8, 8);

function partsOf(links: readonly LinkInWords[]): number[][] {
  const columns = linksOf(links);
  const community = {
    members: Int32Array.from(new Set([...columns.accountA, ...columns.accountB])).sort(),
    links: Int32Array.from(columns.accountA.keys()),
  };
  return splitLooselyJoined(community, columns, addressesOf(1024, links), policy).map(({ members }) => [...members]);
}

/** So many links between the two halves, no account in two of them. */
function bridges(count: number): LinkInWords[] {
  return numbersFrom(0, count).map((number) => ({ between: [first[number], second[number]] as const, bits }));
}

describe("splitLooselyJoined", () => {
  test("two groups that hang together by fewer links than an account needs are two", () => {
    const halves = [...allTied(first, bits), ...allTied(second, bits)];
    expect(partsOf([...halves, ...bridges(policy.linksPerMember - 1)])).toEqual([first, second]);
  });

  test("with as many links as an account needs they are one", () => {
    const halves = [...allTied(first, bits), ...allTied(second, bits)];
    expect(partsOf([...halves, ...bridges(policy.linksPerMember)])).toEqual([[...first, ...second]]);
  });

  test("an account that knows many of the others does not bring its household along", () => {
    const halves = [...allTied(first, bits), ...allTied(second, bits)];
    const guest = first.slice(0, policy.linksPerMember).map((a) => ({ between: [a, second[0]] as const, bits }));
    expect(partsOf([...halves, ...guest])).toEqual([first, second]);
  });

  /** All of one half tied to all of the other by an address alone, one of so many. */
  const throughAddresses = (count: number): LinkInWords[] =>
    first.flatMap((a) =>
      second.map((b) => ({ between: [a, b] as const, bits: { network: 10 }, address: `line ${(a + b) % count}` })),
    );

  test("by one family they hang together only where they share as many addresses as the policy asks", () => {
    const halves = [...allTied(first, bits), ...allTied(second, bits)];
    expect(partsOf([...halves, ...throughAddresses(policy.joints - 1)])).toEqual([first, second]);
    expect(partsOf([...halves, ...throughAddresses(policy.joints)])).toEqual([[...first, ...second]]);
  });

  test("a part of which few have a hand in those addresses stays out", () => {
    const halves = [...allTied(first, bits), ...allTied(second, bits)];
    const fewOnly = throughAddresses(policy.joints).filter(({ between: [, b] }) => b < second[second.length / 2 - 1]);
    expect(partsOf([...halves, ...fewOnly])).toEqual([first, second]);
  });

  test("a group that is all of one piece stays whole", () => {
    expect(partsOf(allTied(first, bits))).toEqual([first]);
  });

  test("a loose part that is too small to be a community is dropped", () => {
    const few = numbersFrom(8, policy.smallestCommunity - 1);
    const joined = { between: [first[0], few[0]] as const, bits };
    expect(partsOf([...allTied(first, bits), ...allTied(few, bits), joined])).toEqual([first]);
  });
});
