import { describe, expect, test } from "vitest";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import { indexIdentifiers } from "../../src/graph/identifier-index.ts";
import { linkAccounts } from "../../src/graph/link-accounts.ts";
import { settleMembers } from "../../src/graph/settle-members.ts";
import type { IdentifierKind } from "../../src/model/identifier.ts";
import { type SightingInWords, sightingsOf } from "../support/a-world.ts";
import { numbersFrom } from "../support/some-links.ts";

const accountCount = 4096;
const windowSeconds = 90 * 86_400;
const ring = numbersFrom(0, 20);
const outsider = 100;

function use(accounts: readonly number[], kind: IdentifierKind, value: string): SightingInWords[] {
  return accounts.map((account) => ({ account, kind, value, first: 0, last: windowSeconds }));
}

/** Two cards and two proxies, each for half of the ring, so that each account shares something with each; and one template. */
const aRing = [
  ...use(ring.slice(0, 10), "payment_instrument", "a card"),
  ...use(ring.slice(10), "payment_instrument", "another card"),
  ...use(
    ring.filter((member) => member % 2 === 0),
    "ip",
    "a proxy",
  ),
  ...use(
    ring.filter((member) => member % 2 === 1),
    "ip",
    "another proxy",
  ),
  ...use(ring, "prompt_opening", "the template"),
];

function settled(
  sightings: readonly SightingInWords[],
  communities: readonly (readonly number[])[] = [ring],
): number[][] {
  const index = indexIdentifiers(sightingsOf(accountCount, sightings));
  const links = linkAccounts(index, new Float64Array(accountCount).fill(Number.NaN), windowSeconds, policy);
  const before = communities.map((members) => ({ members: Int32Array.from(members), links: new Int32Array() }));
  return settleMembers(before, index, links, policy).map(({ members }) => [...members]);
}

const everybodysPrompt = use(numbersFrom(0, 200), "prompt_opening", "a riddle");

describe("settleMembers", () => {
  test("leaves a community as it is that two families hold together", () => {
    expect(settled(aRing)).toEqual([ring]);
  });

  test.each([
    ["a card", [...use([outsider], "payment_instrument", "a card")]],
    ["a template", [...use([outsider], "prompt_opening", "the template")]],
  ])("lets in who has an address and %s in common with it", (_, second) => {
    expect(settled([...aRing, ...second, ...use([outsider], "ip", "a proxy")])).toEqual([[...ring, outsider]]);
    expect(settled([...aRing, ...second])).toEqual([ring]);
  });

  test("the owner of a home behind its proxies stays outside, and is let go", () => {
    const owner = [...use([outsider], "ip", "a proxy"), ...use([outsider], "ip", "another proxy")];
    expect(
      settled([...aRing, ...owner, ...everybodysPrompt, ...use([outsider], "email_domain", "big.example")]),
    ).toEqual([ring]);
    expect(settled([...aRing, ...owner], [[...ring, outsider]])).toEqual([ring]);
  });

  test("content and contact without a place, a card or a machine are anybody's", () => {
    const mail = use([...ring, outsider], "email_domain", "small.example");
    expect(settled([...aRing, ...mail, ...use([outsider], "prompt_opening", "the template")])).toEqual([ring]);
  });

  test("lets go who hangs on two members by a line and a prompt that others have as well", () => {
    const visitor = [...use([0, 1, outsider], "ip", "a café"), ...use(numbersFrom(101, 20), "ip", "a café")];
    const riddle = use([0, 1, 2, ...numbersFrom(outsider, 30)], "prompt_opening", "a riddle");
    expect(settled([...aRing, ...visitor, ...riddle], [[...ring, outsider]])).toEqual([ring]);
  });

  test("what somebody has in common with one member alone ties nobody to the ring, but beside what others of it use", () => {
    const card = use([0, outsider], "payment_instrument", "a card of two");
    expect(settled([...aRing, ...card, ...use([0, outsider], "ip", "a home of two")])).toEqual([ring]);
    expect(settled([...aRing, ...card, ...use([outsider], "ip", "a proxy")])).toEqual([[...ring, outsider]]);
  });

  test("a family behind the ring's proxies, whose accounts vouch for each other, is let go", () => {
    const family = numbersFrom(outsider, 4);
    const home = [
      ...use(family, "device_id", "a tablet"),
      ...use(family, "ip", "a proxy"),
      ...use(family, "ip", "another proxy"),
    ];
    expect(settled([...aRing, ...home], [[...ring, ...family]])).toEqual([ring]);
  });

  test("who follows somebody let in comes after", () => {
    const first = [
      ...use([outsider, 101, 102], "ip", "a proxy"),
      ...use([outsider, 101], "payment_instrument", "a card"),
    ];
    const second = use([outsider, 101, 102], "device_id", "a device");
    expect(settled([...aRing, ...first, ...second])).toEqual([[...ring, outsider, 101, 102]]);
  });

  test("who is tied to two communities goes where more speaks for it", () => {
    const other = numbersFrom(40, 20);
    const another = aRing.map((seen) => ({ ...seen, account: seen.account + 40, value: `${seen.value} of others` }));
    const both = [
      ...use([outsider], "ip", "a proxy"),
      ...use([outsider], "ip", "a proxy of others"),
      ...use([outsider], "payment_instrument", "a card"),
      ...use([outsider], "payment_instrument", "a card of others"),
    ];
    const more = (template: string) => use([outsider], "prompt_opening", template);
    expect(settled([...aRing, ...another, ...both, ...more("the template")], [ring, other])).toEqual([
      [...ring, outsider],
      other,
    ]);
    expect(settled([...aRing, ...another, ...both, ...more("the template of others")], [ring, other])).toEqual([
      ring,
      [...other, outsider],
    ]);
  });

  test("what is left of a community has to be large enough, and in one piece", () => {
    const few = numbersFrom(0, policy.smallestCommunity - 1);
    const tied = (accounts: readonly number[]) => [
      ...use(accounts, "ip", `address of ${accounts[0]}`),
      ...use(accounts, "device_id", `device of ${accounts[0]}`),
    ];
    expect(settled(tied(few), [few])).toEqual([]);
    const halves = [numbersFrom(0, 6), numbersFrom(10, 6)];
    expect(settled(halves.flatMap(tied), [halves.flat()])).toEqual(halves);
  });
});
