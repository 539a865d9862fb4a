import { describe, expect, test } from "vitest";
import { weighLinks } from "../../src/assessments/weigh-links.ts";
import { type SharedWithRing, weighMembership } from "../../src/assessments/weigh-membership.ts";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import { indexIdentifiers } from "../../src/graph/identifier-index.ts";
import { linkThreshold } from "../../src/graph/link-threshold.ts";
import { weighPairs } from "../../src/graph/pair-evidence.ts";
import { restsOnTwoFamilies } from "../../src/graph/two-family-rule.ts";
import { weighAffinities } from "../../src/graph/weigh-affinities.ts";
import { families, type IdentifierKind, identifierKinds } from "../../src/model/identifier.ts";
import { sightingsOf, type SightingInWords } from "../support/a-world.ts";
import { seededRandom } from "../../src/graph/seeded-random.ts";

const windowSeconds = 90 * 86_400;
const at = 60 * 86_400;
const kinds = ["ip", "ip_prefix", "payment_instrument", "device_id", "email_domain", "prompt_opening"] as const;
const members = 12;

/** A ring of twelve, 400 strangers who now and then use its things, and one more who signs up now with some of them. */
function someWorld(seed: number) {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const sightings = new Map<string, SightingInWords>();
  const see = (account: number, kind: IdentifierKind, value: string, first: number) =>
    sightings.set(`${account} ${kind} ${value}`, { account, kind, value, first, last: first + below(20 * 86_400) });
  const candidate = members + 400;
  for (let account = 0; account < candidate; account++) {
    for (const kind of kinds) {
      const isOfRing = account < members || below(40) === 0;
      see(account, kind, isOfRing ? `ring ${below(3)}` : `own ${account} ${below(300)}`, below(50 * 86_400));
    }
  }
  for (const kind of kinds.slice(0, 3 + below(4))) {
    sightings.set(`c ${kind}`, { account: candidate, kind, value: `ring ${below(3)}`, first: at, last: at });
  }
  return { candidate, list: [...sightings.values()] };
}

const seeds = Array.from({ length: 30 }, (_, seed) => seed + 1);

describe("a sign-up that is not there yet is weighed as a run would weigh it if it were", () => {
  test("against each member", () => {
    let linked = 0;
    for (const seed of seeds) {
      const { candidate, list } = someWorld(seed);
      const population = candidate + 1;
      const weigh = weighPairs(indexIdentifiers(sightingsOf(population, list)), windowSeconds, policy);
      const expected = Array.from({ length: members }, (_, member) => member).flatMap((member) => {
        const evidence = weigh(candidate, member);
        const isLink =
          evidence.bits >= linkThreshold(population, policy.marginBits) && restsOnTwoFamilies(evidence, false, policy);
        return isLink ? [{ accountKey: member, bits: evidence.bits, timing: evidence.timing }] : [];
      });
      const asked = list
        .filter(({ account }) => account === candidate)
        .map(({ kind, value }, key) => {
          const sharers = list.filter((one) => one.kind === kind && one.value === value).length - 1;
          return { key, kind, value, sharers };
        });
      const seen = asked.flatMap(({ key, kind, value }) =>
        list
          .filter((one) => one.account < members && one.kind === kind && one.value === value)
          .map(({ account, first = 0, last = 0 }) => ({
            accountKey: account,
            identifierKey: key,
            firstSeen: first,
            lastSeen: last,
          })),
      );
      const found = weighLinks(asked, seen, { at, population: population - 1, windowSeconds, policy });
      linked += found.length;
      expect(found.map(({ accountKey, bits, timing }) => ({ accountKey, bits, timing }))).toEqual(
        expected.toSorted((a, b) => b.bits - a.bits || a.accountKey - b.accountKey),
      );
    }
    expect(linked).toBeGreaterThan(20);
  });

  test("against the whole ring", () => {
    let belongs = 0;
    for (const seed of seeds) {
      const { candidate, list } = someWorld(seed);
      const population = candidate + 1;
      const index = indexIdentifiers(sightingsOf(population, list));
      const communityOf = new Int32Array(population).fill(-1).fill(0, 0, members);
      let expected: number[] | undefined;
      weighAffinities(index, { communityOf, sizes: Int32Array.of(members) }, policy, (account, _, byFamily) => {
        if (account === candidate) expected = [...byFamily];
      });
      const shared = list
        .filter(({ account }) => account === candidate)
        .flatMap(({ kind, value }): SharedWithRing[] => {
          const users = list.filter((one) => one.kind === kind && one.value === value && one.account !== candidate);
          const inside = users.filter(({ account }) => account < members);
          const last = Math.max(...inside.map((one) => one.last ?? 0));
          const someUser = inside[0]?.account ?? -1;
          const strangers = users.length - inside.length;
          return inside.length === 0
            ? []
            : [{ kind, users: inside.length, someUser, lastSeenAt: new Date(last * 1000), strangers }];
        });
      const found = weighMembership(
        shared,
        { memberCount: members, strangers: population - members - 1, at: new Date(at * 1000) },
        policy,
      );
      const bits = families.map((family) => found.byFamily[family]);
      // Nobody is asked about who has everything in common with one member.
      for (const [position, own] of (expected ?? []).entries()) expect(bits[position]).toBeCloseTo(own, 6);
      if (found.belongs) belongs++;
    }
    expect(belongs).toBeGreaterThan(5);
    expect(belongs).toBeLessThan(seeds.length);
  });

  test("one family is never enough, nor one member alone", () => {
    const frame = { memberCount: 30, strangers: 1_000_000, at: new Date(0) };
    const use = (kind: IdentifierKind, users: number, someUser = 1): SharedWithRing => {
      return { kind, users, someUser, lastSeenAt: new Date(0), strangers: 0 };
    };
    expect(weighMembership([use("ip", 20), use("ip_prefix", 25)], frame, policy).belongs).toBe(false);
    expect(weighMembership([use("prompt_opening", 25), use("email_domain", 25)], frame, policy).belongs).toBe(false);
    expect(weighMembership([use("ip", 20), use("payment_instrument", 9)], frame, policy)).toMatchObject({
      belongs: true,
    });
    expect(
      weighMembership([use("ip", 1), use("payment_instrument", 1), use("device_id", 1)], frame, policy).belongs,
    ).toBe(false);
    expect(Object.keys(identifierKinds).length).toBe(11);
  });
});
