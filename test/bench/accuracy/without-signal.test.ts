import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { assessCommunities } from "../../../src/detection/detect-rings.ts";
import { formCommunities } from "../../../src/detection/form-communities.ts";
import { worldOptions } from "../../../src/simulate/world-options.ts";
import { readWorld } from "./read-world.ts";
import { type JudgedCommunity, judgeWithoutEachSignal } from "./without-signal.ts";

const { windowDays } = defaultPolicy;
const { sightings, accounts } = readWorld(worldOptions({ seed: 1, people: 3000, scenario: "demo" }), windowDays);
const formed = formCommunities(sightings, accounts, windowDays, defaultPolicy);
const whole = assessCommunities(formed, defaultPolicy);
const judged = judgeWithoutEachSignal(formed, defaultPolicy);

const inOrder = (communities: readonly JudgedCommunity[]) =>
  communities
    .map(({ members, risk, flagged }) => ({ members, risk, flagged }))
    .sort((a, b) => a.members[0] - b.members[0]);

describe("judgeWithoutEachSignal", () => {
  test.each(judged)("$signal left out is as if the policy had disabled it", ({ signal, communities }) => {
    const disabled = assessCommunities(formed, { ...defaultPolicy, disabledSignals: [signal] });
    expect(inOrder(communities)).toEqual(inOrder(disabled));
  });

  test("the signals of this world are heard: leaving most of them out changes a risk", () => {
    const telling = judged.filter(
      ({ communities }) => JSON.stringify(inOrder(communities)) !== JSON.stringify(inOrder(whole)),
    );
    expect(telling.length).toBeGreaterThan(7);
  });
});
