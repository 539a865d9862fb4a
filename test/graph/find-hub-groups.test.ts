import { describe, expect, test } from "vitest";
import { affinity } from "../../src/graph/affinity.ts";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import { findHubGroups, inHubGroup, pairHubGroups } from "../../src/graph/find-hub-groups.ts";
import { indexIdentifiers } from "../../src/graph/identifier-index.ts";
import { type IdentifierKind, identifierKinds } from "../../src/model/identifier.ts";
import { randomSightings, type SightingInWords, sightingsOf } from "../support/a-world.ts";
import { numbersFrom } from "../support/some-links.ts";

const accountCount = 20_000;

function use(accounts: readonly number[], kind: IdentifierKind, value: string): SightingInWords[] {
  return accounts.map((account, place) => ({ account, kind, value, first: place, last: 90 * 86_400 }));
}

function groupsOf(sightings: readonly SightingInWords[]) {
  const index = indexIdentifiers(sightingsOf(accountCount, sightings));
  return [...findHubGroups(index, policy)].map(({ accounts, partOf }) => ({
    accounts: [...accounts],
    parts: new Set(partOf).size,
  }));
}

/** So many to a card, in the order of the accounts. */
function cards(accounts: readonly number[], each: number): SightingInWords[] {
  return accounts.flatMap((account, place) => use([account], "payment_instrument", `card ${Math.floor(place / each)}`));
}

describe("findHubGroups", () => {
  const ring = numbersFrom(0, 400);

  test("finds a ring of three accounts to a card behind one line", () => {
    expect(groupsOf([...use(ring, "ip", "a line"), ...cards(ring, 3)])).toEqual([
      { accounts: numbersFrom(0, 399), parts: 1 },
    ]);
  });

  test("a carrier's customers, some of whom are families with one card, belong together by nothing", () => {
    const families = cards(numbersFrom(0, 100), 4);
    expect(groupsOf([...use(ring, "ip", "a carrier"), ...families])).toEqual([]);
  });

  test("what is common elsewhere ties nobody", () => {
    const prompt = use([...ring, ...numbersFrom(1000, 8000)], "prompt_opening", "a riddle");
    expect(groupsOf([...use(ring, "ip", "a line"), ...prompt])).toEqual([]);
  });

  test("content and contact without a place, a card or a device make no group", () => {
    const template = use(ring, "prompt_opening", "a template");
    expect(groupsOf([...template, ...use(ring, "email_domain", "small.example")])).toEqual([]);
    expect(groupsOf([...template, ...use(ring, "ip", "a line")]).length).toBe(2);
  });

  test("a prefix is no hub", () => {
    expect(groupsOf([...use(ring, "ip_prefix", "a provider"), ...cards(ring, 4)])).toEqual([]);
  });

  test("an office on one of the ring's exits is a part of its own", () => {
    const [office, members] = [numbersFrom(0, 20), numbersFrom(50, 20)];
    const exit = use([...office, ...members], "ip", "the office's line");
    const sightings = [
      ...exit,
      ...use(office, "email_domain", "office.example"),
      ...use(members, "payment_instrument", "a card"),
    ];
    expect(groupsOf(sightings)).toContainEqual({ accounts: [...office, ...members], parts: 2 });
    const pair = pairHubGroups(indexIdentifiers(sightingsOf(accountCount, sightings)), policy);
    expect([pair(18, 19), pair(19, 50), pair(50, 51), pair(0, 19)]).toEqual([
      inHubGroup.samePart,
      inHubGroup.sameHub,
      inHubGroup.samePart,
      inHubGroup.apart,
    ]);
  });

  test.each([1, 2, 3])("finds whom its rule names, one hub after the other (seed %d)", (seed) => {
    const sightings = randomSightings(seed, 120, 40, 600);
    const few = {
      ...policy,
      secondFamilyBits: 0.5,
      hubShare: 0.2,
      affinity: { ...policy.affinity, familyBits: noBits },
    };
    const index = indexIdentifiers(sightings);
    const usersOf = (identifier: number) =>
      [...sightings.account.keys()]
        .filter((sighting) => sightings.identifier[sighting] === identifier)
        .map((sighting) => sightings.account[sighting]);
    const familyOf = (identifier: number) => familyByCode[sightings.kind[identifier]];
    const hard = ["network", "payment", "device"];
    const expected: number[][] = [];
    for (let hub = 0; hub < sightings.identifierCount; hub++) {
      const accounts = usersOf(hub);
      if (accounts.length < few.smallestCommunity || 2 * accounts.length > 120) continue;
      if (sightings.kind[hub] === identifierKinds.ip_prefix.code) continue;
      const tied = accounts.filter((account) => {
        return numbersFrom(0, sightings.identifierCount).some((other) => {
          const both = usersOf(other).filter((user) => accounts.includes(user));
          const families = [familyOf(hub), familyOf(other)];
          if (families[0] === families[1] || !families.some((family) => hard.includes(family))) return false;
          if (!both.includes(account) || both.length < 3) return false;
          return affinity(both.length - 1, accounts.length - 1, usersOf(other).length, 120) >= 0.5;
        });
      });
      if (tied.length >= Math.max(5, 0.2 * accounts.length)) expected.push(tied.sort((a, b) => a - b));
    }
    const found = [...findHubGroups(index, few)].map(({ accounts }) => [...accounts].sort((a, b) => a - b));
    expect(expected.length).toBeGreaterThan(3);
    expect(found).toEqual(expected);
  });
});

const noBits = { network: 0, payment: 0, device: 0, contact: 0, content: 0 };
const familyByCode = Object.fromEntries(Object.values(identifierKinds).map(({ code, family }) => [code, family]));
