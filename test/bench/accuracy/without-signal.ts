import { allSignals } from "../../../src/detection/all-signals.ts";
import { describeCommunity } from "../../../src/detection/community-facts.ts";
import type { DetectedRing } from "../../../src/detection/detected-ring.ts";
import type { FormedCommunities } from "../../../src/detection/form-communities.ts";
import { judge } from "../../../src/detection/judge.ts";
import type { Policy } from "../../../src/detection/policy.ts";

export type JudgedCommunity = Pick<DetectedRing, "members" | "risk" | "flagged">;

/**
 * Judges communities as if one signal were not heard, for each signal. What the policy's `disabledSignals` does, as a test holds, but
 * each community is described and each signal weighed once only, not once for every signal that is left out.
 *
 * @returns in the order of `allSignals`, each with its communities in the order given
 */
export function judgeWithoutEachSignal(
  { population, communities }: FormedCommunities,
  policy: Policy,
): { signal: string; communities: JudgedCommunity[] }[] {
  const heard = communities.map((community) => {
    const facts = describeCommunity(population, community);
    const found = allSignals.flatMap((signal) => signal.weigh(facts, policy.signals, population) ?? []);
    return { members: community.members, found };
  });
  return allSignals.map(({ name }) => ({
    signal: name,
    communities: heard.map(({ members, found }) => {
      const others = found.filter((finding) => finding.name !== name);
      const { risk, flagged } = judge(others, members.length, policy);
      return { members, risk, flagged };
    }),
  }));
}
