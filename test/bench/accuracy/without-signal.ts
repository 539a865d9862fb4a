import { riskOf } from "../../../src/detection/assess-community.ts";
import type { DetectedRing } from "../../../src/detection/detected-ring.ts";
import type { Policy } from "../../../src/detection/policy.ts";

export type JudgedCommunity = Pick<DetectedRing, "members" | "risk" | "flagged">;

/**
 * Communities as they would be judged were a signal not heard. What the policy's `disabledSignals` does, as a test holds, but without
 * finding and describing the communities once more for each signal.
 */
export function withoutSignal(communities: readonly DetectedRing[], name: string, policy: Policy): JudgedCommunity[] {
  return communities.map(({ members, signals }) => {
    const heard = signals.filter((signal) => signal.name !== name);
    const risk = riskOf(heard, members.length, policy);
    return { members, risk, flagged: risk >= policy.flagThreshold };
  });
}
