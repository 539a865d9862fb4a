import { shuffleSightings } from "../graph/shuffle-sightings.ts";
import { noPrecedents, type Precedents } from "./precedents.ts";
import { detectRings } from "./detect-rings.ts";
import type { Policy } from "./policy.ts";
import { type Observed, sampleAccounts } from "./sample-accounts.ts";
import { setAside } from "./set-aside.ts";

/**
 * Rings that would be flagged if nobody belonged together: the whole of detection on a sample of the accounts, dealt anew.
 *
 * What a verdict excuses is left out here, too; who once was in a ring says nothing where everybody is dealt anew.
 *
 * A health figure of a run: 0 is what it should be. More says that chance alone makes rings of this data under this policy.
 *
 * @returns undefined where the policy leaves it out
 */
export function countNullModelRings(
  observed: Observed,
  windowDays: number,
  policy: Policy,
  precedents: Precedents = noPrecedents,
): number | undefined {
  const sample = drawNullModelSample(observed, policy, precedents);
  return sample && countRingsOfSample(sample, windowDays, policy);
}

/** The sample for `countRingsOfSample`, in columns of its own; undefined where the policy leaves it out. */
export function drawNullModelSample(observed: Observed, policy: Policy, precedents: Precedents): Observed | undefined {
  if (policy.nullModelOneIn === 0) return undefined;
  const counted = { ...observed, sightings: setAside(observed.sightings, precedents) };
  return sampleAccounts(counted, policy.nullModelOneIn);
}

/** Deals a sample anew, and counts the rings that are flagged in it. */
export function countRingsOfSample({ sightings, accounts }: Observed, windowDays: number, policy: Policy): number {
  const { rings } = detectRings(shuffleSightings(sightings, policy.evidence.seed), accounts, windowDays, policy);
  return rings.filter(({ flagged }) => flagged).length;
}
