import { describe, expect, test } from "vitest";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import { indexIdentifiers } from "../../src/graph/identifier-index.ts";
import { quantise } from "../../src/graph/quantise.ts";
import { seededRandom } from "../../src/graph/seeded-random.ts";
import { weighAffinities } from "../../src/graph/weigh-affinities.ts";
import { families, type IdentifierKind, identifierKinds } from "../../src/model/identifier.ts";
import { addUpTies } from "../../src/rings/add-up-ties.ts";
import { type MembershipRule, untieMember } from "../../src/rings/untie-member.ts";
import { type Tie, weighTies } from "../../src/rings/weigh-ties.ts";
import { randomSightings } from "../support/a-world.ts";

const rule: MembershipRule = {
  neededBits: 10,
  familyBits: policy.affinity.familyBits,
  repeatedEvidence: policy.repeatedEvidence,
};
const tie = (kind: IdentifierKind, bits: number, value = `${kind} ${bits}`): Tie => ({ kind, value, bits });
const names = (ties: readonly Tie[] | undefined) => ties?.map(({ value }) => value).sort();

/** The rule in words, as slow as can be. */
function belongs(ties: readonly Tie[], { neededBits, familyBits, repeatedEvidence }: MembershipRule): boolean {
  const byFamily = addUpTies(ties, repeatedEvidence);
  const held = families.filter((family) => byFamily[family] >= familyBits[family]);
  const total = families.reduce((sum, family) => sum + byFamily[family], 0);
  const isHard = held.some((family) => family === "network" || family === "payment" || family === "device");
  return total >= neededBits && held.length >= 2 && isHard;
}

/** The size of the smallest set, by trying all. */
function smallestSet(ties: readonly Tie[], given: MembershipRule): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let taken = 0; taken < 2 ** ties.length; taken++) {
    const left = ties.filter((_, place) => ((taken >> place) & 1) === 0);
    if (!belongs(left, given)) smallest = Math.min(smallest, ties.length - left.length);
  }
  return smallest;
}

describe("untieMember", () => {
  test("one card and one device: without the card it would stand on the device alone", () => {
    const ties = [tie("device_id", 7), tie("payment_instrument", 8)];
    expect(names(untieMember(ties, rule))).toEqual(["payment_instrument 8"]);
  });

  test("of a card and two devices the card is the fewest", () => {
    const ties = [tie("payment_instrument", 20), tie("device_id", 9), tie("device_id", 8)];
    expect(names(untieMember(ties, rule))).toEqual(["payment_instrument 20"]);
  });

  test("where bits are scarce, what takes most away goes, whatever its family", () => {
    const ties = [
      tie("payment_instrument", 4),
      tie("payment_instrument", 3.9, "b"),
      tie("device_id", 4),
      tie("device_id", 3.9, "d"),
    ];
    // 4 + 0.975 twice are 9.95 bits: less than needed once anything goes.
    expect(
      untieMember(ties, { ...rule, neededBits: 9.9, familyBits: { ...rule.familyBits, payment: 1, device: 1 } }),
    ).toHaveLength(1);
  });

  test("a template and a mail domain do not hold without an address", () => {
    const ties = [tie("ip", 5), tie("prompt_opening", 9), tie("email_domain", 9)];
    expect(names(untieMember(ties, rule))).toEqual(["ip 5"]);
  });

  test("behind the address that is taken away stands its range", () => {
    const content = ["a", "b", "c"].map((value) => tie("prompt_opening", 9, value));
    const ties = [tie("ip", 3), tie("ip_prefix", 6), ...content];
    expect(names(untieMember(ties, rule))).toEqual(["ip 3", "ip_prefix 6"]);
  });

  test.each([
    [[]],
    [[tie("payment_instrument", 30)]],
    [[tie("prompt_body", 9), tie("email", 9)]],
    [[tie("ip", 3), tie("device_id", 3)]],
  ])("says nothing where the rule holds nobody: %j", (ties) => {
    expect(untieMember(ties, rule)).toBeUndefined();
  });

  test("is as small as the smallest of all sets, and unties", () => {
    const random = seededRandom(5);
    const kinds = Object.keys(identifierKinds) as IdentifierKind[];
    const sizes = new Map<number | undefined, number>();
    for (let trial = 0; trial < 600; trial++) {
      const ties = Array.from({ length: 2 + Math.floor(random() * 9) }, (_, place) =>
        tie(kinds[Math.floor(random() * kinds.length)] as IdentifierKind, quantise(1 + random() * 12), `v${place}`),
      );
      const given = { ...rule, neededBits: 8 + Math.floor(random() * 20) };
      const found = untieMember(ties, given);
      sizes.set(found?.length, (sizes.get(found?.length) ?? 0) + 1);
      if (found === undefined) expect(belongs(ties, given)).toBe(false);
      else {
        expect(belongs(ties, given)).toBe(true);
        expect(
          belongs(
            ties.filter((each) => !found.includes(each)),
            given,
          ),
        ).toBe(false);
        expect([trial, found.length]).toEqual([trial, smallestSet(ties, given)]);
      }
    }
    for (const size of [undefined, 1, 2, 3]) expect(sizes.get(size)).toBeGreaterThan(10);
  });

  test("is the same whatever order the identifiers come in", () => {
    const ties = ["a", "b", "c", "d"].flatMap((value) => [tie("ip", 6, value), tie("payment_instrument", 6, value)]);
    expect(untieMember(ties.toReversed(), rule)).toEqual(untieMember(ties, rule));
  });

  test("a member with two thousand identifiers does not hold anybody up", () => {
    const ties = Array.from({ length: 2000 }, (_, place) =>
      tie(place % 2 === 0 ? "ip" : "payment_instrument", 8, String(place)),
    );
    const before = process.cpuUsage();
    expect(untieMember(ties, rule)).toHaveLength(1000);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2);
  });
});

describe("weighTies", () => {
  test.each([1, 2, 3])("says of every member what the run's grouping says of it (seed %d)", (seed) => {
    const accountCount = 400;
    const index = indexIdentifiers(randomSightings(seed, accountCount, 400, 12_000));
    const communityOf = Int32Array.from({ length: accountCount }, (_, account) =>
      account < 30 ? 0 : account < 50 ? 1 : -1,
    );
    const sizes = Int32Array.from([30, 20]);
    let compared = 0;
    const kindOf = new Map<number, IdentifierKind>(
      Object.entries(identifierKinds).map(([kind, { code }]) => [code, kind as IdentifierKind]),
    );
    weighAffinities(index, { communityOf, sizes }, policy, (account, community, byFamily) => {
      if (communityOf[account] !== community) return;
      const uses = [];
      for (let at = index.accountStart[account] as number; at < (index.accountStart[account + 1] as number); at++) {
        const identifier = index.identifier[at] as number;
        const users = Array.from(
          index.timeline.subarray(index.timelineStart[identifier], index.timelineStart[identifier + 1]),
          (user) => communityOf[user],
        );
        const members = users.filter((of) => of === community).length;
        const kind = kindOf.get(index.kind[identifier] as number) as IdentifierKind;
        const strangers = users.filter((of) => of === -1).length;
        if (members > 1) uses.push({ kind, value: String(identifier), members, strangers });
      }
      const size = sizes[community] as number;
      const ties = weighTies(uses, size, accountCount - 50 + size);
      expect(families.map((family) => addUpTies(ties, policy.repeatedEvidence)[family])).toEqual([...byFamily]);
      compared++;
    });
    expect(compared).toBeGreaterThan(10);
  });
});
