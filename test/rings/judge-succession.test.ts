import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../src/detection/default-policy.ts";
import type { IdentifierKind } from "../../src/model/identifier.ts";
import { judgeSuccession, type TakenOver } from "../../src/rings/judge-succession.ts";

const { lineage, evidence } = defaultPolicy;
const everybody = Array.from({ length: 12 }, (_, index) => index);

function taken(
  kind: IdentifierKind,
  value: string,
  { accounts = everybody, usedBefore = 9, outsiders = 0 } = {},
): TakenOver {
  return { kind, value, accounts, usedBefore, outsiders };
}

const judge = (shared: readonly TakenOver[], population = 10_000) =>
  judgeSuccession(shared, everybody.length, population, lineage.succession, evidence);

describe("judgeSuccession", () => {
  test("a card and an address that nobody else uses: two families, in bits by hand", () => {
    // Two users of each: log2(0.5 * 10,000 / 2) = 11.29 bits, twice; the threshold is log2(10,000) + 2 = 15.29.
    const succession = judge([taken("ip", "203.0.113.7"), taken("payment_instrument", "pm_1")]);
    expect(succession?.bits).toBeCloseTo(22.58, 1);
    expect(succession).toMatchObject({ accountCount: 12 });
    expect(succession?.takenOver.map(({ value }) => value)).toEqual(["203.0.113.7", "pm_1"]);
  });

  test.each([
    ["cards alone", ["pm_1", "pm_2", "pm_3"].map((value) => taken("payment_instrument", value)), true],
    ["one card", [taken("payment_instrument", "pm_1")], false],
    ["devices alone", ["d1", "d2", "d3"].map((value) => taken("device_id", value)), true],
    // The next tenants of a home, the next customers of a proxy.
    ["addresses alone", Array.from({ length: 9 }, (_, index) => taken("ip", `198.51.100.${index}`)), false],
    // What is written once is copied.
    ["templates alone", Array.from({ length: 9 }, (_, index) => taken("prompt_fingerprint", `fp_${index}`)), false],
    ["an address and its range", [taken("ip", "203.0.113.7"), taken("ip_prefix", "203.0.113.0/24")], false],
    ["an address and a template", [taken("ip", "203.0.113.7"), taken("prompt_fingerprint", "fp_1")], true],
  ])("%s", (_, shared, isSuccession) => {
    expect(judge(shared) !== undefined).toBe(isSuccession);
  });

  test("what outsiders use as well says nothing: a library's line with a ring's proxy, a tool's template", () => {
    const outsiders = { outsiders: 6 };
    expect(judge([taken("ip", "203.0.113.7", outsiders), taken("prompt_opening", "fp", outsiders)])).toBeUndefined();
    const few = { outsiders: 5 };
    expect(judge([taken("ip", "203.0.113.7", few), taken("prompt_opening", "fp", few)])).toBeDefined();
  });

  test("half of the accounts must use it: one who moved into an old home brings nobody else along", () => {
    const five = { accounts: everybody.slice(0, 5) };
    expect(judge([taken("ip", "a", five), taken("payment_instrument", "b", five)])).toBeUndefined();
    const six = { accounts: everybody.slice(0, 6) };
    expect(judge([taken("ip", "a", six), taken("payment_instrument", "b", six)])?.accountCount).toBe(6);
  });

  test("in a crowd so small that everything is shared nothing is told", () => {
    expect(judge([taken("ip", "203.0.113.7"), taken("payment_instrument", "pm_1")], 40)).toBeUndefined();
  });

  test("the order of what is shared does not matter", () => {
    const shared = [taken("ip", "a"), taken("payment_instrument", "b"), taken("payment_instrument", "a")];
    expect(judge([...shared].reverse())).toEqual(judge(shared));
  });
});
