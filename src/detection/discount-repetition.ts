import type { SignalFinding } from "../model/signal.ts";
import { roundWeight } from "./finding.ts";
import type { Signal } from "./signal.ts";

/** What a signal found. */
export interface SignalAndFinding {
  readonly signal: Signal;
  readonly finding: SignalFinding;
}

/**
 * Weighs what says the same thing twice only in part.
 *
 * Log-odds add up where observations are independent of each other. Busy day and night, all alike, at once and for one purpose are four
 * ways of seeing one program at work, and a firm's build runners show them all. So of the suspicions about one subject the heaviest
 * counts in full and the others by the share given. Whatever speaks for innocence counts in full.
 *
 * @param repeatedWeight share in [0, 1]
 * @returns the findings in the order given, each with the weight that it counts with
 */
export function discountRepetition(found: readonly SignalAndFinding[], repeatedWeight: number): SignalFinding[] {
  const heaviest = new Map<Signal["subject"], SignalFinding>();
  for (const { signal, finding } of found) {
    const known = heaviest.get(signal.subject);
    if (!known || finding.weight > known.weight) heaviest.set(signal.subject, finding);
  }
  return found.map(({ signal, finding }) => {
    const countsInFull = finding.weight < 0 || heaviest.get(signal.subject) === finding;
    return countsInFull ? finding : { ...finding, weight: roundWeight(finding.weight * repeatedWeight) };
  });
}
