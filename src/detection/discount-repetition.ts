import type { SignalFinding } from "../model/signal.ts";
import { roundWeight } from "./finding.ts";
import type { Subject } from "./signal.ts";

/**
 * Weighs what says the same thing twice only in part.
 *
 * Log-odds add up where observations are independent of each other. Busy day and night, all alike, at once and for one purpose are four
 * ways of seeing one program at work, and a firm's build runners show them all. So of the suspicions about one subject the heaviest
 * counts in full and the others by the share given. Whatever speaks for innocence counts in full.
 *
 * @param subjectOf what the signal of a name looks at
 * @param repeatedWeight share in [0, 1]
 * @returns the findings in the order given, each with the weight that it counts with
 */
export function discountRepetition(
  found: readonly SignalFinding[],
  subjectOf: (name: string) => Subject | undefined,
  repeatedWeight: number,
): SignalFinding[] {
  const heaviest = new Map<Subject | undefined, SignalFinding>();
  for (const finding of found) {
    const known = heaviest.get(subjectOf(finding.name));
    if (!known || finding.weight > known.weight) heaviest.set(subjectOf(finding.name), finding);
  }
  return found.map((finding) => {
    const countsInFull = finding.weight < 0 || heaviest.get(subjectOf(finding.name)) === finding;
    return countsInFull ? finding : { ...finding, weight: roundWeight(finding.weight * repeatedWeight) };
  });
}
