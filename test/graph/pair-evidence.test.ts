import { describe, expect, test } from "vitest";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import { indexIdentifiers } from "../../src/graph/identifier-index.ts";
import { weighPairs } from "../../src/graph/pair-evidence.ts";
import type { Sightings } from "../../src/graph/sightings.ts";
import { families, type IdentifierKind, identifierKinds } from "../../src/model/identifier.ts";
import { randomSightings, sightingsOf } from "../support/a-world.ts";

const day = 86_400;
const windowSeconds = 90 * day;

/** The slow twin: straight from the design's sentences, by kind, with plain arrays. */
function bitsSlowly(sightings: Sightings, accountA: number, accountB: number): number {
  const users = (identifier: number) => sightings.identifier.filter((other) => other === identifier).length;
  const of = (account: number) => [...sightings.account.keys()].filter((s) => sightings.account[s] === account);
  const kindOf = (identifier: number) =>
    Object.entries(identifierKinds).find(([, { code }]) => code === sightings.kind[identifier])?.[0] as IdentifierKind;
  const shared = of(accountA).flatMap((a) =>
    of(accountB)
      .filter((b) => sightings.identifier[a] === sightings.identifier[b])
      .map((b) => {
        const identifier = sightings.identifier[a];
        const kind = kindOf(identifier);
        const d = users(identifier);
        const gap = Math.max(60, Math.abs(sightings.firstSeen[a] - sightings.firstSeen[b]));
        let bits = Math.max(0, Math.log2((policy.matchProbability[kind] * sightings.accountCount) / d));
        bits += Math.max(0, Math.log2(windowSeconds / d / gap));
        if (identifierKinds[kind].family === "network") {
          const start = Math.max(sightings.firstSeen[a], sightings.firstSeen[b]);
          const end = Math.min(sightings.lastSeen[a], sightings.lastSeen[b]);
          bits = Math.max(0, bits - Math.max(0, start - end) / (policy.addressHalfLifeDays * day));
        }
        return { kind, bits };
      }),
  );
  const sharesAddress = shared.some(({ kind }) => kind === "ip");
  let total = 0;
  for (const family of families) {
    const bits = shared
      .filter(({ kind }) => identifierKinds[kind].family === family)
      .filter(({ kind }) => kind !== "ip_prefix" || !sharesAddress)
      .map((item) => item.bits)
      .sort((a, b) => b - a);
    const [best = 0, ...others] = bits;
    const onlyBest = family === "content" || (family === "network" && !sharesAddress);
    const rest = onlyBest ? 0 : others.reduce((sum, value) => sum + value, 0);
    total += best + Math.min(best, policy.repeatedEvidence * rest);
  }
  return total;
}

describe("weighPairs", () => {
  test.each([1, 2, 3])("weighs as its slow twin weighs, and its parts add up (seed %d)", (seed) => {
    const sightings = randomSightings(seed, 40, 50, 500);
    const weigh = weighPairs(indexIdentifiers(sightings), windowSeconds, policy);
    let compared = 0;
    for (let a = 0; a < 40; a++) {
      for (let b = a + 1; b < 40; b++) {
        const { bits, byFamily, timing } = weigh(a, b);
        expect(bits).toBeCloseTo(bitsSlowly(sightings, a, b), 1);
        expect(byFamily.reduce((sum, part) => sum + part, timing)).toBeCloseTo(bits, 9);
        if (bits > 0) compared++;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  const apart = { first: 0, last: 80 * day };
  const pairBits = (sightings: Parameters<typeof sightingsOf>[1]) => {
    return weighPairs(indexIdentifiers(sightingsOf(4096, sightings)), windowSeconds, policy)(0, 1);
  };

  test("a card shared by two of 4,096 says ten bits", () => {
    const { bits } = pairBits([
      { account: 0, kind: "payment_instrument", value: "c", first: 0 },
      { account: 1, kind: "payment_instrument", value: "c", first: 60 * day },
    ]);
    expect(bits).toBe(10);
  });

  test("a prefix counts only where no address is shared", () => {
    const prefix = [0, 1].map((account) => ({
      account,
      kind: "ip_prefix" as const,
      value: "p",
      ...apart,
      first: account * 50 * day,
    }));
    const address = [0, 1].map((account) => ({
      account,
      kind: "ip" as const,
      value: "a",
      ...apart,
      first: account * 50 * day,
    }));
    expect(pairBits(prefix).bits).toBe(10);
    expect(pairBits([...prefix, ...address]).bits).toBe(10);
  });

  test("several views of one prompt count once", () => {
    const view = (kind: IdentifierKind) =>
      [0, 1].map((account) => ({ account, kind, value: "v", first: account * 60 * day }));
    expect(pairBits([...view("prompt_opening"), ...view("prompt_closing"), ...view("prompt_body")]).bits).toBe(10);
  });

  test("an address that one left six weeks before the other came says less by six half-lives", () => {
    const at = (second: number) => [
      { account: 0, kind: "ip" as const, value: "a", first: 0, last: 10 * day },
      { account: 1, kind: "ip" as const, value: "a", first: second, last: 85 * day },
    ];
    expect(pairBits(at(10 * day)).bits - pairBits(at(52 * day)).bits).toBeGreaterThanOrEqual(6);
  });
});
