import { shuffleSightings } from "../graph/shuffle-sightings.ts";
import { detectRings } from "./detect-rings.ts";
import type { Policy } from "./policy.ts";
import { type Observed, sampleAccounts } from "./sample-accounts.ts";

/**
 * Rings that would be flagged if nobody belonged together: the whole of detection on a sample of the accounts, dealt anew.
 *
 * A health figure of a run: 0 is what it should be. More says that chance alone makes rings of this data under this policy.
 *
 * @returns undefined where the policy leaves it out
 */
export function countNullModelRings(observed: Observed, windowDays: number, policy: Policy): number | undefined {
  if (policy.nullModelOneIn === 0) return undefined;
  const { sightings, accounts } = sampleAccounts(observed, policy.nullModelOneIn);
  const { rings } = detectRings(shuffleSightings(sightings, policy.evidence.seed), accounts, windowDays, policy);
  return rings.filter(({ flagged }) => flagged).length;
}
