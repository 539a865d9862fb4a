import { toDecisionBody } from "../contract/to-decision-body.ts";
import { toRingBody } from "../contract/to-ring-body.ts";
import type { Db } from "../db/database.ts";
import type { Decision } from "../model/decision.ts";
import type { Ring } from "../model/ring.ts";
import { keepAlertStates } from "./alert-state.ts";
import { appendMessages } from "./append-messages.ts";
import { linkRing } from "./link-ring.ts";
import { messageId } from "./message-id.ts";

/** Tells of a decision, in the transaction that makes it. From then on the ring alerts for what has changed since. */
export async function announceDecision(tx: Db, ring: Ring, decision: Decision): Promise<void> {
  const { id, outcome, decidedAt } = decision;
  await keepAlertStates(tx, [
    {
      ringId: ring.id,
      risk: ring.risk,
      memberCount: ring.memberCount,
      isDetected: ring.firstFlaggedAt !== null,
      isDismissed: outcome === "dismissed",
    },
  ]);
  const message = {
    id: messageId("ring.decided", ring.id, id, decidedAt),
    type: "ring.decided" as const,
    ring,
    data: { ring: toRingBody(ring), decision: toDecisionBody(decision), links: linkRing(ring.id) },
  };
  await appendMessages(tx, [message], decidedAt);
}
