import { describe, expect, test } from "vitest";
import { describeMember, type MemberFacts } from "../../src/rings/describe-member.ts";

const nothing: MemberFacts = {
  shared: [],
  judged: [],
  strongestLink: undefined,
  belongings: { addresses: { count: 0, own: 0 }, cards: { count: 0, own: 0 }, devices: { count: 0, own: 0 } },
  organizationId: null,
  signedUpBeforeWindow: undefined,
};

describe("describeMember", () => {
  test("names identifiers, counts and bits", () => {
    const facts: MemberFacts = {
      ...nothing,
      shared: [
        { kind: "payment_instrument", value: "pm_x", otherMembers: 11, outsiders: 0, bits: 12.34 },
        { kind: "ip", value: "203.0.113.7", otherMembers: 1, outsiders: 1, bits: 9.1 },
      ],
      strongestLink: {
        partner: "acct_9",
        bits: 31.5,
        byFamily: { network: 9.1, payment: 12.3, content: 0, device: 0, contact: 5 },
        timing: 5.1,
      },
      belongings: { ...nothing.belongings, addresses: { count: 4, own: 0 }, devices: { count: 1, own: 0 } },
    };
    expect(describeMember(facts)).toEqual({
      reasons: [
        "shares card pm_x with 11 other members and nobody else (12.3 bits)",
        "shares address 203.0.113.7 with 1 other member and 1 account outside (9.1 bits)",
        "is most strongly linked with acct_9, by 31.5 bits: network 9.1, payment 12.3, contact 5.0 and closeness in time 5.1",
        "has none for itself of its 4 addresses and 1 device",
      ],
      against: [],
    });
  });

  test("says what speaks against: what is its own, a verified organisation, an old customer", () => {
    const facts: MemberFacts = {
      ...nothing,
      belongings: { addresses: { count: 4, own: 3 }, cards: { count: 1, own: 1 }, devices: { count: 2, own: 2 } },
      organizationId: "org_1",
      signedUpBeforeWindow: new Date("2025-03-04T05:06:07Z"),
    };
    expect(describeMember(facts)).toEqual({
      reasons: [],
      against: [
        "3 of its 4 addresses are used by nobody else",
        "nobody else uses its 1 card",
        "nobody else uses its 2 devices",
        "belongs to the verified organisation org_1",
        "has been a customer since 2025-03-04",
      ],
    });
  });

  test("of what is not known says nothing", () => {
    expect(describeMember(nothing)).toEqual({ reasons: [], against: [] });
  });
});
