import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { verifiedOrganization } from "../../../src/detection/signals/verified-organization.ts";
import { each, type Somebody, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.verifiedOrganization;

const inOrganization = (count: number, organization?: number): Somebody[] =>
  each(count, () => ({ signedUpAt: 0, organization }));

describe("verified-organization", () => {
  test("colleagues speak for innocence, in full from half of them on", () => {
    expect(weigh(verifiedOrganization, [...inOrganization(30, 7), ...inOrganization(10)])).toEqual({
      name: "verified-organization",
      weight: policy.weight,
      summary: "30 of 40 accounts whose sign-up was seen belong to one verified organisation",
    });
    expect(policy.weight).toBeLessThan(0);
  });

  test("says nothing where nobody belongs to one", () => {
    expect(weigh(verifiedOrganization, inOrganization(40))).toBeUndefined();
  });

  test("says nothing of a ring with an employee among it", () => {
    const few = Math.floor(40 * policy.range[0]);
    expect(weigh(verifiedOrganization, [...inOrganization(few, 7), ...inOrganization(40 - few)])).toBeUndefined();
  });

  test("says nothing of strangers of many organisations: they are no colleagues", () => {
    expect(
      weigh(
        verifiedOrganization,
        each(40, (number) => ({ signedUpAt: 0, organization: number })),
      ),
    ).toBeUndefined();
  });

  test("machines of three verified firms in one cloud are as innocent", () => {
    const machines = [1, 2, 3].flatMap((firm) => inOrganization(10, firm));
    expect(weigh(verifiedOrganization, machines)?.summary).toContain("belong to 3 verified organisations");
  });

  test("of accounts whose sign-up was never seen nothing is expected, but they do not let a few speak for all", () => {
    const unseen = (count: number): Somebody[] => each(count, () => ({}));
    expect(weigh(verifiedOrganization, [...inOrganization(20, 7), ...unseen(20)])?.weight).toBe(policy.weight);
    expect(weigh(verifiedOrganization, [...inOrganization(policy.colleagues, 7), ...unseen(40)])).toBeUndefined();
  });

  test("counts the organisation numbered 0 as one", () => {
    expect(weigh(verifiedOrganization, inOrganization(40, 0))?.weight).toBe(policy.weight);
  });
});
