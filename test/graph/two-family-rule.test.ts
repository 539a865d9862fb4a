import { describe, expect, test } from "vitest";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import { restsOnTwoFamilies } from "../../src/graph/two-family-rule.ts";
import { families, type Family } from "../../src/model/identifier.ts";

function rests(bits: Partial<Record<Family, number>>, signedUpTogether = false): boolean {
  const byFamily = Float64Array.from(families, (family) => bits[family] ?? 0);
  return restsOnTwoFamilies({ byFamily, bits: 0, timing: 0 }, signedUpTogether, policy);
}

const enough = policy.secondFamilyBits;
const tooLittle = enough - 1 / 1024;

describe("restsOnTwoFamilies", () => {
  test.each(families)("%s alone is not enough, however much it says", (family) => {
    expect(rests({ [family]: 1000 })).toBe(false);
  });

  test("a second family counts from the policy's bits on", () => {
    expect(rests({ payment: 20, network: enough })).toBe(true);
    expect(rests({ payment: 20, network: tooLittle })).toBe(false);
  });

  test("what lies outside the strongest family adds up", () => {
    expect(rests({ payment: 20, network: tooLittle / 2, device: tooLittle / 2 })).toBe(false);
    expect(rests({ payment: 20, network: enough / 2, device: enough / 2 })).toBe(true);
  });

  test.each(families.filter((family) => family !== "content"))(
    "sign-ups made together are the second family beside %s",
    (family) => {
      expect(rests({ [family]: 20 }, true)).toBe(true);
    },
  );

  test("beside content sign-ups made together say nothing: what is popular spreads in bursts", () => {
    expect(rests({ content: 20, network: tooLittle }, true)).toBe(false);
  });
});
