import type { DecisionOutcome } from "../model/decision.ts";
import type { RingStatus } from "../model/ring.ts";

const outcomes: Readonly<Record<RingStatus, readonly DecisionOutcome[]>> = {
  open: ["confirmed", "dismissed"],
  confirmed: ["dismissed", "reopened"],
  dismissed: ["confirmed", "reopened"],
  dissolved: [],
};

/** Whether a ring of this status can be decided so. Nothing more can be said of one that is no longer there. */
export function mayBecome(status: RingStatus, outcome: DecisionOutcome): boolean {
  return outcomes[status].includes(outcome);
}
