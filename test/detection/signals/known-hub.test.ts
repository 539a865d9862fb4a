import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { knownHub } from "../../../src/detection/signals/known-hub.ts";
import { each, type Somebody, type Verdicts, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.knownHub;

const atOffice = (count: number): Somebody[] =>
  each(40, (number) => ({
    uses: { ip: [number < count ? "the office" : `home ${number}`], email_domain: ["firm.example"] },
  }));
const hear = (members: readonly Somebody[], verdicts: Verdicts) => weigh(knownHub, members, undefined, verdicts);

describe("known-hub", () => {
  test("people at what an analyst called an office", () => {
    const verdicts: Verdicts = [
      ["ip", "the office", "office"],
      ["email_domain", "firm.example", "company_card"],
    ];
    expect(hear(atOffice(36), verdicts)).toEqual({
      name: "known-hub",
      weight: policy.weight,
      summary: "40 of 40 accounts are seen with what an analyst called: office, company_card",
    });
    expect(policy.weight).toBeLessThan(0);
  });

  test("says nothing without a verdict", () => {
    expect(hear(atOffice(36), [])).toBeUndefined();
  });

  test.each(["carrier", "vpn", "gateway", "public_place", "popular_tool", "known_bad"] as const)(
    "a ring is not acquitted by a %s that anybody may be behind",
    (verdict) => {
      expect(hear(atOffice(40), [["ip", "the office", verdict]])).toBeUndefined();
    },
  );

  test("a few people of an office do not acquit a ring", () => {
    expect(hear(atOffice(8), [["ip", "the office", "office"]])).toBeUndefined();
  });
});
