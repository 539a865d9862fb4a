import { describe, expect, test } from "vitest";
import { allSignals } from "../../../src/detection/all-signals.ts";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { detectRings } from "../../../src/detection/detect-rings.ts";
import { worldOptions } from "../../../src/simulate/world-options.ts";
import { readWorld } from "./read-world.ts";
import { withoutSignal } from "./without-signal.ts";

const { windowDays } = defaultPolicy;
const { sightings, accounts } = readWorld(worldOptions({ seed: 1, people: 3000, scenario: "demo" }), windowDays);
const { rings } = detectRings(sightings, accounts, windowDays, defaultPolicy);

describe("withoutSignal", () => {
  test.each(allSignals.map(({ name }) => name))("%s taken away is as if the policy had disabled it", (name) => {
    const disabled = detectRings(sightings, accounts, windowDays, { ...defaultPolicy, disabledSignals: [name] });
    const expected = disabled.rings.map(({ members, risk, flagged }) => ({ members, risk, flagged }));
    const byFirstMember = (a: { members: Int32Array }, b: { members: Int32Array }) => a.members[0] - b.members[0];
    expect(withoutSignal(rings, name, defaultPolicy).sort(byFirstMember)).toEqual(expected.sort(byFirstMember));
  });

  test("the signals of this world are heard: taking one away changes a risk", () => {
    const heard = new Set(rings.flatMap(({ signals }) => signals.map(({ name }) => name)));
    expect(heard.size).toBeGreaterThan(7);
    const [signal] = rings[0].signals;
    expect(withoutSignal(rings, signal.name, defaultPolicy)[0].risk).not.toBe(rings[0].risk);
  });
});
