import type { Decision } from "../model/decision.ts";
import type { DecisionBody } from "./decision.ts";

/** A decision as it leaves. */
export function toDecisionBody(decision: Decision): DecisionBody {
  return {
    id: decision.id,
    ring_id: decision.ringId,
    outcome: decision.outcome,
    reason: decision.reason,
    risk_when_decided: decision.riskWhenDecided,
    decided_by: decision.decidedBy,
    decided_at: decision.decidedAt.toISOString(),
  };
}
