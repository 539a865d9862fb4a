import { describe, expect, test } from "vitest";
import { affinity } from "../../src/graph/affinity.ts";
import { belongs } from "../../src/graph/belongs.ts";
import { populationsOf } from "../../src/graph/community-uses.ts";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import { type IdentifierIndex, indexIdentifiers } from "../../src/graph/identifier-index.ts";
import { quantise } from "../../src/graph/quantise.ts";
import { seededRandom } from "../../src/graph/seeded-random.ts";
import type { Sightings } from "../../src/graph/sightings.ts";
import { type AffinityQuestion, weighAffinities } from "../../src/graph/weigh-affinities.ts";
import { families, identifierKinds } from "../../src/model/identifier.ts";
import { randomSightings, type SightingInWords, sightingsOf } from "../support/a-world.ts";

const day = 86_400;
const accountCount = 1000;

function affinitiesOf(index: IdentifierIndex, communityOf: Int32Array): Map<string, number[]> {
  const sizes = new Int32Array(Math.max(...communityOf) + 1);
  for (const community of communityOf) if (community >= 0) sizes[community]++;
  const found = new Map<string, number[]>();
  weighAffinities(index, { communityOf, sizes }, policy, (account, community, byFamily) => {
    found.set(`${account} ${community}`, [...byFamily]);
  });
  return found;
}

/** Accounts 0 - 9 are the community, 20 the account in question; what they say of it in one family. */
function affinityOf(sightings: readonly SightingInWords[], family: (typeof families)[number]): number {
  const index = indexIdentifiers(sightingsOf(accountCount, sightings));
  const communityOf = Int32Array.from({ length: accountCount }, (_, account) => (account < 10 ? 0 : -1));
  return affinitiesOf(index, communityOf).get("20 0")?.[families.indexOf(family)] ?? 0;
}

const members = (count: number) => Array.from({ length: count }, (_, member) => member);
const seen = (accounts: readonly number[], kind: SightingInWords["kind"], value: string, first = 0, last = 90 * day) =>
  accounts.map((account) => ({ account, kind, value, first, last }));
const fourOfTen = affinity(4, 10, 5, accountCount);

describe("weighAffinities", () => {
  test("the best identifier counts in full, the others in part, no more than the best again", () => {
    const card = (number: number) => seen([...members(4), 20], "payment_instrument", `card ${number}`);
    expect(affinityOf(card(1), "payment")).toBe(fourOfTen);
    expect(affinityOf([...card(1), ...card(2)], "payment")).toBeCloseTo(1.25 * fourOfTen, 9);
    const many = Array.from({ length: 9 }, (_, number) => card(number)).flat();
    expect(affinityOf(many, "payment")).toBeCloseTo(2 * fourOfTen, 9);
  });

  test("of content only the best counts", () => {
    const prompt = (number: number) => seen([...members(4), 20], "prompt_opening", `prompt ${number}`);
    expect(affinityOf([...prompt(1), ...prompt(2)], "content")).toBe(fourOfTen);
  });

  test("a prefix counts only where no address does", () => {
    const prefix = seen([...members(8), 20], "ip_prefix", "a prefix");
    expect(affinityOf(prefix, "network")).toBe(affinity(8, 10, 9, accountCount));
    expect(affinityOf([...prefix, ...seen([...members(4), 20], "ip", "an address")], "network")).toBe(fourOfTen);
  });

  test("an address that it had at another time fades by a bit for each half-life; a card does not", () => {
    const later = 10 * day + policy.addressHalfLifeDays * day;
    const address = [...seen(members(4), "ip", "x", 0, 10 * day), ...seen([20], "ip", "x", later, later + day)];
    expect(affinityOf(address, "network")).toBe(fourOfTen - 1);
    const card = address.map((sighting) => ({ ...sighting, kind: "payment_instrument" as const }));
    expect(affinityOf(card, "payment")).toBe(fourOfTen);
  });

  test("what it has in common with one member alone says nothing, but where other things tie it to another", () => {
    const withFirst = [...seen([0, 20], "payment_instrument", "a card"), ...seen([0, 20], "device_id", "a device")];
    expect(affinityOf(withFirst, "payment")).toBe(0);
    const withAnother = seen([1, 20], "ip", "a proxy");
    expect(affinityOf([...withFirst, ...withAnother], "payment")).toBe(affinity(1, 10, 2, accountCount));
    expect(affinityOf([...withAnother, ...seen([0, 20], "prompt_opening", "a prompt")], "content")).toBe(0);
  });

  test("nobody vouches for itself", () => {
    const index = indexIdentifiers(sightingsOf(accountCount, seen(members(4), "device_id", "x")));
    const communityOf = Int32Array.from({ length: accountCount }, (_, account) => (account < 10 ? 0 : -1));
    const device = affinitiesOf(index, communityOf).get("0 0")?.[families.indexOf("device")];
    expect(device).toBe(affinity(3, 9, 4, accountCount));
  });

  test("what another community uses as well says no less: it may be the same ring", () => {
    const card = seen([...members(4), 20, 30, 31, 32], "payment_instrument", "x");
    const index = indexIdentifiers(sightingsOf(accountCount, card));
    const bitsWith = (other: number) => {
      const communityOf = new Int32Array(accountCount).fill(-1).fill(0, 0, 10).fill(other, 30, 40);
      return affinitiesOf(index, communityOf).get("20 0")?.[families.indexOf("payment")];
    };
    expect(bitsWith(1)).toBe(affinity(4, 10, 5, accountCount - 10));
    expect(bitsWith(-1)).toBe(affinity(4, 10, 8, accountCount));
  });

  test.each([1, 2, 3])("equals the slow way on random sightings (seed %d)", (seed) => {
    const sightings = randomSightings(seed, 200, 300, 1500);
    const random = seededRandom(seed + 50);
    const communityOf = Int32Array.from({ length: 200 }, () => Math.floor(random() * 8) - 2);
    const index = indexIdentifiers(sightings);
    const fast = affinitiesOf(index, communityOf);
    expect(fast.size).toBeGreaterThan(30);
    for (let account = 0; account < 200; account++) {
      for (let community = 0; community < 6; community++) {
        const expected = slowAffinity(sightings, communityOf, account, community);
        const found = fast.get(`${account} ${community}`) ?? families.map(() => 0);
        for (const [family, bits] of expected.entries()) expect(found[family]).toBeCloseTo(bits, 9);
      }
    }
  });
});

/** Word for word what the documentation says, one sighting after the other. */
function slowAffinity(sightings: Sightings, communityOf: Int32Array, account: number, community: number): number[] {
  const isMember = (other: number) => communityOf[other] === community && other !== account;
  const size = [...communityOf.keys()].filter(isMember).length;
  const usesOf = (identifier: number) =>
    [...sightings.account.keys()].filter((s) => sightings.identifier[s] === identifier);
  const all = usesOfAccount().map((own) => {
    const identifier = sightings.identifier[own];
    const [code, users] = [
      sightings.kind[identifier],
      usesOf(identifier).filter((s) => isMember(sightings.account[s])),
    ];
    const family = Object.values(identifierKinds).find((kind) => kind.code === code)?.family;
    const strangers = usesOf(identifier).filter((s) => communityOf[sightings.account[s]] < 0).length;
    const everybody = usesOf(identifier).filter((s) => communityOf[sightings.account[s]] === community);
    const isIn = communityOf[account] === community;
    const population = size + (isIn ? 1 : 0) + [...communityOf].filter((other) => other < 0).length;
    let bits = affinity(users.length, size, everybody.length + (isIn ? strangers : Math.max(1, strangers)), population);
    // Whether something says enough to be looked at is asked of somebody outside, whoever it is.
    const sharers = everybody.length + Math.max(1, strangers);
    if (affinity(everybody.length, size + (isIn ? 1 : 0), sharers, population) < 1) bits = 0;
    if (users.length === 1 && (family === "content" || family === "contact")) bits = 0;
    if (family === "network") {
      const first = Math.min(...everybody.map((s) => sightings.firstSeen[s]));
      const last = Math.max(...everybody.map((s) => sightings.lastSeen[s]));
      const apart = Math.max(first, sightings.firstSeen[own]) - Math.min(last, sightings.lastSeen[own]);
      bits -= quantise(Math.max(0, apart) / (policy.addressHalfLifeDays * day));
    }
    const partners = bits > 0 ? users.map((s) => sightings.account[s]) : [];
    return { family, isPrefix: code === identifierKinds.ip_prefix.code, bits: Math.max(0, bits), partners };
  });
  if (new Set(all.flatMap(({ partners }) => partners)).size < 2) return families.map(() => 0);
  return families.map((family) => {
    const ofFamily = all.filter((use) => use.family === family && !use.isPrefix).map(({ bits }) => bits);
    const best = Math.max(0, ...ofFamily);
    if (family === "network" && best === 0)
      return Math.max(0, ...all.filter((use) => use.isPrefix).map(({ bits }) => bits));
    const rest = ofFamily.reduce((sum, bits) => sum + bits, 0) - best;
    return family === "content" ? best : best + Math.min(best, policy.repeatedEvidence * rest);
  });

  function usesOfAccount(): number[] {
    return [...sightings.account.keys()].filter((s) => sightings.account[s] === account);
  }
}

test.each([1, 2, 3])("asked who belongs where, it weighs less and names the same (seed %d)", (seed) => {
  const index = indexIdentifiers(randomSightings(seed, 400, 300, 9000));
  const communityOf = Int32Array.from({ length: 400 }, (_, account) => (account % 3 === 0 ? -1 : account % 40));
  const sizes = new Int32Array(40);
  for (const community of communityOf) if (community >= 0) sizes[community]++;
  const membership = { communityOf, sizes };
  const populations = populationsOf(membership);
  const familyBits = { network: 1, payment: 1, device: 1, contact: 1.5, content: 1.5 };
  const lenient = { ...policy, affinity: { familyBits, marginBits: -3 } };
  const belonging = (question?: AffinityQuestion) => {
    let weighed = 0;
    const pairs = new Map<string, string>();
    const note = (account: number, community: number, byFamily: Float64Array) => {
      weighed++;
      const members = sizes[community] - (communityOf[account] === community ? 1 : 0);
      if (!belongs(byFamily, members, populations[community], lenient.affinity)) return;
      pairs.set(`${account} ${community}`, byFamily.join());
    };
    weighAffinities(index, membership, lenient, note, question);
    return { weighed, pairs };
  };
  const all = belonging();
  const asked = belonging({});
  expect(all.pairs.size).toBeGreaterThan(20);
  expect(asked.pairs).toEqual(all.pairs);
  expect(asked.weighed).toBeLessThan(all.weighed / 2);

  const among = Uint8Array.from(sizes, (_, community) => community % 2);
  const ofOthers = belonging({ among, asks: (account, community) => communityOf[account] !== community });
  const expected = [...all.pairs].filter(([pair]) => {
    const [account, community] = pair.split(" ").map(Number);
    return community % 2 === 1 && communityOf[account] !== community;
  });
  expect(ofOthers.pairs).toEqual(new Map(expected));
});
