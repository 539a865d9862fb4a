import { describe, expect, test } from "vitest";
import {
  describeRing,
  familyLooks,
  formatLarge,
  formatRisk,
  isMasked,
  likelyVerdict,
  nameKind,
  shorten,
  strongestReasons,
  verdictGroups,
  verdictTitles,
} from "../../src/console/appearance.ts";
import { families, type IdentifierKind, identifierKinds } from "../../src/model/identifier.ts";
import { verdictKinds } from "../../src/model/verdict.ts";

describe("the sentence on a ring", () => {
  const facts = {
    memberCount: 412,
    requestCount: 1_900_000,
    firstEventAt: "2026-04-22T09:00:00Z",
    capabilities: [{ capability: "agentic_reasoning", requests: 1_482_000 }],
    identifiers: [{ kind: "ip" as const, count: 1380 }],
  };

  test("is made of facts", () => {
    expect(describeRing(facts)).toBe(
      "412 accounts, 1.9 million requests since 22 April, 78 % agentic reasoning, through 1,380 addresses.",
    );
  });

  test("leaves out what is not known", () => {
    expect(describeRing({ ...facts, memberCount: 1, capabilities: [], identifiers: [] })).toBe(
      "1 account, 1.9 million requests since 22 April.",
    );
    const unnamed = [{ capability: null, requests: 5 }];
    expect(describeRing({ ...facts, requestCount: 0, capabilities: unnamed, identifiers: [] })).not.toMatch(
      /null|NaN|%/,
    );
  });

  test("names cards and devices too", () => {
    const identifiers = [
      { kind: "ip" as const, count: 1 },
      { kind: "payment_instrument" as const, count: 12 },
      { kind: "device_id" as const, count: 2 },
    ];
    expect(describeRing({ ...facts, identifiers })).toContain("through 1 address, 12 cards and 2 devices.");
  });
});

test.each([
  [1, "100.0 %"],
  [0.99999, "> 99.9 %"],
  [0.5, "50.0 %"],
  [0.0001, "< 0.1 %"],
])("a risk of %d reads %s: what is not certain never reads so", (risk, text) => {
  expect(formatRisk(risk)).toBe(text);
});

test.each([
  [999_999, "999,999"],
  [1_900_000, "1.9 million"],
  [28_812_345_678, "28.8 billion"],
])("%d reads %s", (count, text) => {
  expect(formatLarge(count)).toBe(text);
});

test("only what speaks for abuse is a reason, the strongest first", () => {
  const signals = [
    { name: "a", weight: -3, summary: "against" },
    { name: "b", weight: 1, summary: "weak" },
    { name: "c", weight: 2, summary: "strong" },
  ];
  expect(strongestReasons({ signals }, 5)).toEqual(["strong", "weak"]);
});

test("a long value keeps both of its ends", () => {
  expect(shorten("pm_0123456789abcdef0123456789abcdef", 12)).toBe("pm_01…bcdef");
  expect(shorten("203.0.113.7")).toBe("203.0.113.7");
});

test("every kind, family and verdict has a name, and every family a look of its own", () => {
  for (const kind of Object.keys(identifierKinds) as IdentifierKind[]) expect(nameKind(kind, 2)).toMatch(/\w/);
  for (const verdict of verdictKinds) expect(verdictTitles[verdict]).toMatch(/\w/);
  expect(verdictGroups.flatMap(({ verdicts }) => verdicts).toSorted()).toEqual(verdictKinds.toSorted());
  for (const kind of Object.keys(identifierKinds) as IdentifierKind[])
    expect(likelyVerdict(kind)).not.toBe("known_bad");
  const looks = families.map((family) => familyLooks[family]);
  expect(new Set(looks.map(({ colour }) => colour)).size).toBe(families.length);
});

test.each([
  ["203.0.•••#5f1c09ab", true],
  ["pm_…#5f1c09ab", true],
  ["203.0.113.7", false],
  ["fp#5f1c09ab", false],
])("%s is a mask: %j", (value, expected) => {
  expect(isMasked(value)).toBe(expected);
});
