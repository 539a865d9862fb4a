import { describe, expect, test } from "vitest";
import { attachAccounts } from "../../src/graph/attach-accounts.ts";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import type { Community } from "../../src/graph/find-communities.ts";
import { linkThreshold } from "../../src/graph/link-threshold.ts";
import type { Links } from "../../src/graph/links.ts";
import { allTied, type LinkInWords, linksOf, numbersFrom } from "../support/some-links.ts";

const accountCount = 1024;
const threshold = linkThreshold(accountCount, policy.marginBits);
const strong = threshold;
const weak = threshold - 1;
const core = numbersFrom(0, 8);
const outsider = 100;

function communityOf(members: readonly number[], links: Links): Community {
  const inside = (link: number) => members.includes(links.accountA[link]) && members.includes(links.accountB[link]);
  return { members: Int32Array.from(members), links: Int32Array.from(links.accountA.keys()).filter(inside) };
}

/** The accounts that come to the cores by these links. */
function attached(ties: readonly LinkInWords[], cores: readonly (readonly number[])[] = [core]): number[][] {
  const inside = cores.flatMap((members) => allTied(members, { network: 10, payment: 10 }));
  const links = linksOf([...inside, ...ties]);
  const communities = cores.map((members) => communityOf(members, links));
  const grown = attachAccounts(communities, accountCount, links, threshold, policy);
  return grown.map(({ members }, position) => [...members].filter((member) => !cores[position].includes(member)));
}

const to = (member: number, bits: LinkInWords["bits"], from = outsider): LinkInWords => ({
  between: [member, from],
  bits,
});

describe("attachAccounts", () => {
  test("takes in who shares an address with some members and a device with another", () => {
    const ties = [to(0, { network: strong }), to(1, { network: strong }), to(2, { device: strong })];
    expect(attached(ties)).toEqual([[outsider]]);
  });

  test("takes in who shares a card with one member and a device with another", () => {
    expect(attached([to(0, { payment: strong }), to(1, { device: strong })])).toEqual([[outsider]]);
  });

  test("an address in common with one member alone is anybody's, even beside a device", () => {
    expect(attached([to(0, { network: strong }), to(1, { device: strong })])).toEqual([[]]);
  });

  test("leaves out the owner of a home behind a proxy, however many members came through it", () => {
    expect(attached(core.map((member) => to(member, { network: strong })))).toEqual([[]]);
  });

  test("leaves out who shares a family's card and nothing else", () => {
    expect(attached(core.map((member) => to(member, { payment: strong })))).toEqual([[]]);
  });

  test("one link is not enough, even where it rests on two families", () => {
    expect(attached([to(0, { payment: strong, device: strong })])).toEqual([[]]);
  });

  test("in weaker links two families hold, unless one of them is content", () => {
    const half = weak / 2;
    const several = core.slice(0, policy.linksToAttach);
    expect(attached(several.map((member) => to(member, { network: half, device: half })))).toEqual([[outsider]]);
    expect(attached(several.map((member) => to(member, { network: half, content: half })))).toEqual([[]]);
  });

  test("a family counts from the bits on that a second family needs", () => {
    const ties = (second: number) =>
      core.slice(0, policy.linksToAttach).map((member) => to(member, { network: strong, contact: second }));
    expect(attached(ties(policy.secondFamilyBits))).toEqual([[outsider]]);
    expect(attached(ties(policy.secondFamilyBits - 0.5))).toEqual([[]]);
  });

  test("who hangs on somebody attached comes after", () => {
    const both = { network: strong / 2, device: strong / 2 };
    const ties = [to(0, both), to(1, both), to(2, both, 101), to(outsider, both, 101)];
    const alone = ties.filter(({ between }) => !between.includes(101) || between.includes(outsider));
    expect(attached(alone)).toEqual([[outsider]]);
    expect(attached(ties)).toEqual([[outsider, 101]]);
  });

  test("who is tied to two communities goes where the evidence is larger", () => {
    const other = numbersFrom(20, 8);
    const both = { network: strong / 2, device: strong / 2 };
    const more = { network: strong / 2, device: strong / 2 + 1 };
    const ties = [to(0, both), to(1, both), to(20, more), to(21, more)];
    expect(attached(ties, [core, other])).toEqual([[], [outsider]]);
  });

  test("keeps the links that tie whom it takes in", () => {
    const ties = [to(0, { payment: strong }), to(1, { device: strong })];
    const links = linksOf([...allTied(core, { network: 10, payment: 10 }), ...ties]);
    const [grown] = attachAccounts([communityOf(core, links)], accountCount, links, threshold, policy);
    expect([...grown.links]).toEqual([...links.accountA.keys()]);
  });
});
