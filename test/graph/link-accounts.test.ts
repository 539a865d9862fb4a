import { describe, expect, test } from "vitest";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import { weakestMargin } from "../../src/graph/evidence-policy.ts";
import { indexIdentifiers } from "../../src/graph/identifier-index.ts";
import { linkAccounts } from "../../src/graph/link-accounts.ts";
import { weighPairs } from "../../src/graph/pair-evidence.ts";
import type { Sightings } from "../../src/graph/sightings.ts";
import { randomSightings, type SightingInWords, sightingsOf } from "../support/a-world.ts";

const day = 86_400;
const windowSeconds = 90 * day;
const unknown = (count: number) => new Float64Array(count).fill(Number.NaN);

function link(sightings: Sightings, signedUpAt = unknown(sightings.accountCount), evidence = policy) {
  return linkAccounts(indexIdentifiers(sightings), signedUpAt, windowSeconds, evidence);
}

/** Accounts that use one identifier, each first seen 50 days after the one before: for two, time adds nothing. */
function sharedBy(accounts: readonly number[], kind: SightingInWords["kind"], value: string): SightingInWords[] {
  return accounts.map((account, position) => ({
    account,
    kind,
    value,
    first: position * 50 * day,
    last: windowSeconds,
  }));
}

const pairs = ({ accountA, accountB }: { accountA: Int32Array; accountB: Int32Array }) =>
  [...accountA].map((a, position) => `${a} ${accountB[position]}`).sort();

describe("linkAccounts", () => {
  test.each([1, 2, 3])("with neighbours enough links every pair that passes, and no other (seed %d)", (seed) => {
    const sightings = randomSightings(seed, 60, 80, 500);
    const weighPair = weighPairs(indexIdentifiers(sightings), windowSeconds, policy);
    const expected: string[] = [];
    for (let a = 0; a < 60; a++) {
      for (let b = a + 1; b < 60; b++) {
        if (weighPair(a, b).bits >= Math.log2(60) + weakestMargin(policy)) expected.push(`${a} ${b}`);
      }
    }
    const links = link(sightings, undefined, { ...policy, neighbours: 60 });
    expect(expected.length).toBeGreaterThan(50);
    expect(pairs(links)).toEqual(expected.sort());
  });

  test("two that share a rare card and a rare address are linked by two families", () => {
    const links = link(
      sightingsOf(4096, [...sharedBy([3, 7], "ip", "a"), ...sharedBy([3, 7], "payment_instrument", "c")]),
    );
    expect([links.count, links.accountA[0], links.accountB[0]]).toEqual([1, 3, 7]);
    expect(links.bits[0]).toBe(20); // log2(0.5 * 4096 / 2) = 10, twice
    expect(links.twoFamilies[0]).toBe(1);
  });

  test("what a hundred share links nobody", () => {
    const hundred = Array.from({ length: 100 }, (_, account) => account);
    const crowd = hundred.map((account) => ({
      account,
      kind: "ip" as const,
      value: "carrier",
      first: account * 0.9 * day,
    }));
    expect(link(sightingsOf(4096, crowd)).count).toBe(0);
  });

  test("one card of two is a link on one family; signing up together makes it two, beside a template it does not", () => {
    const at = Float64Array.from({ length: 4096 }, (_, account) => (account < 2 ? 1000 + account * 60 : account * day));
    const card = sightingsOf(4096, sharedBy([0, 1], "payment_instrument", "c"));
    expect([...link(card).twoFamilies]).toEqual([0]);
    expect([...link(card, at).twoFamilies]).toEqual([1]);
    expect([...link(sightingsOf(4096, sharedBy([0, 1], "prompt_fingerprint", "p")), at).twoFamilies]).toEqual([0]);
  });

  test("tells how far it is, from nothing on", () => {
    const shares: number[] = [];
    linkAccounts(indexIdentifiers(sightingsOf(25_000, [])), unknown(25_000), windowSeconds, policy, (share) =>
      shares.push(share),
    );
    expect(shares).toEqual([0, 0.4, 0.8]);
  });
});
