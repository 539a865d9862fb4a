import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../src/detection/default-policy.ts";
import { hashPolicy } from "../../src/policies/hash-policy.ts";
import { listConstants } from "../../src/policies/list-constants.ts";
import { parsePolicy } from "../../src/policies/parse-policy.ts";
import { policyPage } from "../bench/policy-page.ts";

/** The default policy as a document of its own, to be broken. */
// biome-ignore lint/suspicious/noExplicitAny: these documents are wrong on purpose.
const aDocument = (): any => structuredClone(defaultPolicy);

describe("a policy's document", () => {
  test("of the default policy is one, and comes back as it was", () => {
    expect(parsePolicy(JSON.parse(JSON.stringify(defaultPolicy)))).toEqual(defaultPolicy);
  });

  test("with faults is refused in one message that names them all and where they lie", () => {
    const document = aDocument();
    document.flagThreshold = 1.5;
    document.colour = "red";
    document.signals.mesh.hub = 8;
    delete document.signals.mesh.hubs;
    document.signals.dailyRhythm.round = [4, 4];
    document.evidence.matchProbability.ip = 0;
    document.lineage.kin.smallest = 2.5;
    expect(() => parsePolicy(document)).toThrow(
      expect.objectContaining({
        kind: "invalid",
        code: "invalid-policy",
        message: expect.stringContaining("The policy has faults"),
      }),
    );
    for (const place of [
      "/flagThreshold: ",
      '/colour: unknown field "colour"',
      '/signals/mesh/hub: unknown field "hub"',
      "/signals/mesh/hubs: ",
      "/signals/dailyRhythm/round: must not begin where it ends",
      "/evidence/matchProbability/ip: ",
      "/lineage/kin/smallest: ",
    ]) {
      expect(() => parsePolicy(document)).toThrow(place);
    }
  });

  test.each([
    [undefined, "/: "],
    ["text", "/: "],
    [{ ...aDocument(), version: "active" }, "/version: is a name with a meaning of its own"],
    [{ ...aDocument(), version: "a b" }, "/version: must be 1 to 64 letters"],
    [{ ...aDocument(), disabledSignals: ["mesh", "mseh"] }, '/disabledSignals/1: no signal has the name "mseh"'],
    [{ ...aDocument(), priorLogOdds: Number.NaN }, "/priorLogOdds: "],
    [{ ...aDocument(), priorLogOdds: "-3.5" }, "/priorLogOdds: "],
  ])("such as %j is refused", (document, place) => {
    expect(() => parsePolicy(document)).toThrow(place);
  });

  test("has one hash, whatever the order of its names, and another for another constant", () => {
    const turned = Object.fromEntries(Object.entries(defaultPolicy).reverse()) as unknown as typeof defaultPolicy;
    expect(hashPolicy(turned)).toBe(hashPolicy(defaultPolicy));
    expect(hashPolicy({ ...defaultPolicy, flagThreshold: 0.91 })).not.toBe(hashPolicy(defaultPolicy));
  });
});

describe("the constants", () => {
  test("each say what they mean, and in what they are counted", () => {
    const constants = listConstants();
    expect(constants.length).toBeGreaterThan(80);
    expect(constants.filter(({ description }) => description === "")).toEqual([]);
    expect(constants.filter(({ unit }) => unit === "").map(({ name }) => name)).toEqual(["version", "evidence.seed"]);
  });

  test("stand in docs/policy.md as they are; if not, run: npm run policy-page", () => {
    expect(readFileSync(join(import.meta.dirname, "../../docs/policy.md"), "utf8")).toBe(policyPage());
  });
});
