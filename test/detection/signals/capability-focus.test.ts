import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { capabilityFocus } from "../../../src/detection/signals/capability-focus.ts";
import { verifiedOrganization } from "../../../src/detection/signals/verified-organization.ts";
import { each, type Somebody, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.capabilityFocus;
const everyday = ["chat", "chat", "chat", "writing", "writing", "translation", "vision", "software_engineering"];

/** Twenty accounts that ask for these in turn. */
const asking = (capabilities: readonly string[]): Somebody[] =>
  each(20, (number) => ({ capability: capabilities[number % capabilities.length] }));

const others = each(1000, (number) => ({ capability: everyday[number % everyday.length] }));

describe("capability-focus", () => {
  test("a campaign that wants two things weighs in full, and the sentence names them", () => {
    expect(weigh(capabilityFocus, asking(["software_engineering", "long_horizon_tasks"]), others)).toEqual({
      name: "capability-focus",
      weight: policy.weight,
      summary: "20 of 20 accounts mostly ask for long_horizon_tasks, software_engineering, as 14 % of all accounts do",
    });
  });

  test("says nothing of a university that asks for what everybody asks for", () => {
    expect(weigh(capabilityFocus, asking(everyday), others)).toBeUndefined();
  });

  test("says nothing of people who mostly chat: so do three in eight", () => {
    expect(weigh(capabilityFocus, asking(["chat", "chat", "writing"]), others)).toBeUndefined();
  });

  test("a team of developers is as focused: it is acquitted by its organisation", () => {
    const team = asking(["software_engineering"]).map((developer) => ({ ...developer, organization: 1 }));
    expect(weigh(capabilityFocus, team, others)?.weight).toBe(policy.weight);
    expect(policy.weight + (weigh(verifiedOrganization, team, others)?.weight ?? 0)).toBeLessThan(-2);
  });

  test("says nothing of a handful, who may be alike by chance, nor where nothing is known", () => {
    const few = asking(["long_horizon_tasks"]).slice(0, policy.smallest - 1);
    expect(weigh(capabilityFocus, [...few, ...each(20, () => ({}))], others)).toBeUndefined();
  });
});
