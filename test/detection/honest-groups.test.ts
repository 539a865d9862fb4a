import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../src/detection/default-policy.ts";
import type { DetectedRing } from "../../src/detection/detected-ring.ts";
import { detectRings } from "../../src/detection/detect-rings.ts";
import { aPopulation, type Somebody } from "../support/a-community.ts";
import * as groups from "../support/look-alikes.ts";

const seeds = [1, 2, 3];

function ringsAmong(everybody: readonly Somebody[]): readonly DetectedRing[] {
  const { sightings, accounts } = aPopulation(everybody);
  return detectRings(sightings, accounts, defaultPolicy.windowDays, defaultPolicy).rings;
}

/** The rings that are flagged; the sentences say why, should a test fail. */
function flagged(rings: readonly DetectedRing[]) {
  return rings
    .filter((ring) => ring.flagged)
    .map(({ members, risk, signals }) => ({ members: [...members], risk, signals }));
}

const lookAlikes: readonly (readonly [honest: string, people: groups.Group, ring: string, fakes: groups.Group])[] = [
  ["an office behind one address with one company card", groups.anOffice, "a naive ring", groups.aNaiveRing],
  ["a household of five with a tablet and a card", groups.aHousehold, "a script on one device", groups.aSignupScript],
  [
    "a class that signs up in one lesson",
    groups.aClass,
    "a ring on one template and one address",
    groups.aTemplateRing,
  ],
  ["400 customers of a carrier", groups.aCarriersCustomers, "a pool of cards behind proxies", groups.aCardPool],
  ["300 users of one popular tool", groups.aToolsUsers, "a ring that sends a buyer's templates", groups.aBuyersRing],
  ["a university behind four addresses", groups.aUniversity, "a ring behind four proxies", groups.aFewProxiesRing],
  ["a library with shared desks", groups.aLibrary, "a device farm", groups.aDeviceFarm],
  ["a launch rush", groups.aLaunchRush, "a ring that hides in the rush", groups.aRingInTheRush],
];

describe("among 2,000 strangers", () => {
  for (const [honest, people, ring, fakes] of lookAlikes) {
    test.each(seeds)(`${honest} is not flagged, nor is anybody else (seed %d)`, (seed) => {
      expect(flagged(ringsAmong([...groups.strangers(seed), ...people(seed + 100)]))).toEqual([]);
    });

    test.each(seeds)(`beside it ${ring} is flagged nearly whole, and nobody with it (seed %d)`, (seed) => {
      const others = [...groups.strangers(seed), ...people(seed + 100)];
      const ringMembers = fakes(seed + 200);
      const accused = flagged(ringsAmong([...others, ...ringMembers])).flatMap(({ members }) => members);
      const found = accused.filter((account) => account >= others.length);
      expect(accused.length - found.length).toBe(0);
      expect(found.length).toBeGreaterThanOrEqual(0.9 * ringMembers.length);
    });
  }

  // As tight as rings: here it is the signals that acquit, not the want of links.
  test.each([
    ["an office", groups.anOffice, 40],
    ["a household", groups.aHousehold, 5],
    ["a class", groups.aClass, 30],
    ["a library", groups.aLibrary, 20],
  ] as const)("%s is seen as a community, and acquitted", (_, people, fewest) => {
    const [largest] = ringsAmong([...groups.strangers(1), ...people(101)])
      .filter(({ members }) => members.every((member) => member >= 2000))
      .toSorted((a, b) => b.members.length - a.members.length);
    expect(largest.members.length).toBeGreaterThanOrEqual(fewest);
    expect(largest.risk).toBeLessThan(defaultPolicy.flagThreshold / 2);
  });

  test("everybody honest at once, and every ring at once: the rings are flagged, the honest are not", () => {
    const honest = [...groups.strangers(4), ...lookAlikes.flatMap(([, people]) => people(104))];
    const fakes = withNamesOfTheirOwn(lookAlikes.map(([, , , ring]) => ring(204)));
    const accused = flagged(ringsAmong([...honest, ...fakes])).flatMap(({ members }) => members);
    const found = accused.filter((account) => account >= honest.length);
    expect(accused.length - found.length).toBe(0);
    expect(found.length).toBeGreaterThanOrEqual(0.9 * fakes.length);
  });
});

describe("a pool of cards", () => {
  test("with six or seven accounts each is flagged nearly whole", () => {
    const accused = flagged(ringsAmong([...groups.strangers(1), ...groups.aPoolOfManyCards(101)]));
    expect(accused.flatMap(({ members }) => members).length).toBeGreaterThanOrEqual(0.9 * 80);
  });
});

describe("a household in one go", () => {
  test("a household that signs up on its tablet in one go is not flagged", () => {
    expect(flagged(ringsAmong([...groups.strangers(1), ...groups.aHouseholdInOneGo(101)]))).toEqual([]);
  });
});

describe("on one device at one address", () => {
  test.each([
    ["a family of three on one tablet", groups.aFamilyOnATablet],
    ["a family in a hurry that comes back", groups.aFamilyInAHurry],
    ["the customers at a shop's computer", groups.aShopsComputer],
    ["three newcomers of the last day", groups.threeNewcomers],
  ] as const)("%s are not flagged", (_, people) => {
    expect(flagged(ringsAmong([...groups.strangers(1), ...people(101)]))).toEqual([]);
  });

  test("three accounts made and used up within half a minute are flagged", () => {
    const [ring, ...others] = flagged(ringsAmong([...groups.strangers(1), ...groups.threeMadeAndUsed(101)]));
    expect(ring.members).toEqual([2000, 2001, 2002]);
    expect(others).toEqual([]);
  });
});

/** The rings share no "one card", no "proxy 3" with each other. */
function withNamesOfTheirOwn(rings: readonly (readonly Somebody[])[]): Somebody[] {
  return rings.flatMap((members, ring) => {
    return members.map(({ uses = {}, ...fake }) => {
      const renamed = Object.entries(uses).map(([kind, values]) => {
        return [kind, values.map((use) => (kind === "email_domain" ? use : `${use} of ring ${ring}`))];
      });
      return { ...fake, uses: Object.fromEntries(renamed) };
    });
  });
}
