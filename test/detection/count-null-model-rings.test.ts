import { describe, expect, test } from "vitest";
import { countNullModelRings } from "../../src/detection/count-null-model-rings.ts";
import { defaultPolicy } from "../../src/detection/default-policy.ts";
import { detectRings } from "../../src/detection/detect-rings.ts";
import type { Policy } from "../../src/detection/policy.ts";
import { aPopulation } from "../support/a-community.ts";
import { aCardPool, strangers } from "../support/look-alikes.ts";

const { windowDays, evidence } = defaultPolicy;
const observed = aPopulation([...strangers(1), ...aCardPool(2)]);
const count = (policy: Policy) => countNullModelRings(observed, windowDays, policy);

describe("countNullModelRings", () => {
  test("nothing is left of a ring that is flagged", () => {
    const { rings } = detectRings(observed.sightings, observed.accounts, windowDays, defaultPolicy);
    expect(rings.filter(({ flagged }) => flagged)).toHaveLength(1);
    for (const seed of [1, 2, 3])
      expect(count({ ...defaultPolicy, nullModelOneIn: 1, evidence: { ...evidence, seed } })).toBe(0);
    expect(count(defaultPolicy)).toBe(0);
  });

  test("a policy that takes coincidences for rings is seen through", () => {
    const credulous: Policy = {
      ...defaultPolicy,
      nullModelOneIn: 1,
      flagThreshold: 1e-6,
      evidence: {
        ...evidence,
        marginBits: -8,
        cores: [{ marginBits: -8, depth: [1, 1], onContent: false }],
        affinity: { familyBits: { network: 0, payment: 0, content: 0, device: 0, contact: 0 }, marginBits: -8 },
        linksPerMember: 1,
        secondFamilyBits: 0,
        smallestJoinedCore: 10_000,
        common: { ...evidence.common, addressBits: 0 },
      },
    };
    expect(count(credulous)).toBeGreaterThan(0);
    expect(count({ ...credulous, nullModelOneIn: 0 })).toBeUndefined();
  });
});
