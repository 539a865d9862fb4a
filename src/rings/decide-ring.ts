import { recordAudit } from "../audit/audit-queries.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { DecisionId, DecisionOutcome } from "../model/decision.ts";
import { DomainError } from "../model/errors.ts";
import type { Ring, RingStatus } from "../model/ring.ts";
import { announceDecision } from "../outbox/announce-decision.ts";
import { insertDecision } from "./decision-queries.ts";
import { insertDecisionChange } from "./history-queries.ts";
import { mayBecome } from "./may-become.ts";
import { ringNotFound } from "./ring-not-found.ts";
import { RingOutdated } from "./ring-outdated.ts";
import { lockRing, setRingStatus } from "./ring-queries.ts";
import { toVersionedRing, type VersionedRing } from "./ring-version.ts";

export interface DecideRing {
  readonly ringId: string;
  readonly outcome: DecisionOutcome;
  /** For the record; not empty. */
  readonly reason: string;
  /** Name of the key that the decision came with. */
  readonly decidedBy: string;
  /** Versions of the ring that the decision is meant for; any where undefined. */
  readonly expectedVersions?: readonly string[] | undefined;
  /** Its id; null where there is none. */
  readonly keyId?: string | null;
}

const statusAfter: Readonly<Record<DecisionOutcome, RingStatus>> = {
  confirmed: "confirmed",
  dismissed: "dismissed",
  reopened: "open",
};

/**
 * Records what an analyst says of a ring. It holds from run to run, until somebody says otherwise.
 *
 * @throws {DomainError} `ring-not-found`; `ring-already-decided` or `ring-dissolved` (conflict)
 * @throws {RingOutdated} when it is in none of the versions that are expected
 */
export function decideRing(
  { database, clock }: Pick<Dependencies, "database" | "clock">,
  { ringId, outcome, reason, decidedBy, keyId = null, expectedVersions }: DecideRing,
): Promise<VersionedRing> {
  return inTransaction(database, async ({ tx }) => {
    const ring = await lockRing(tx, ringId);
    if (!ring) throw ringNotFound(ringId);
    if (expectedVersions?.includes(ring.version) === false) throw new RingOutdated(ring);
    if (!mayBecome(ring.status, outcome)) throw cannotBecome(ring, outcome);
    const decision = {
      ringId: ring.id,
      outcome,
      reason,
      riskWhenDecided: ring.risk,
      decidedBy,
      decidedAt: clock.now(),
    };
    const number = await insertDecision(tx, decision);
    const decided = await setRingStatus(tx, ring.id, statusAfter[outcome]);
    await insertDecisionChange(tx, decided, number, decision);
    await recordAudit(tx, {
      at: decision.decidedAt,
      actor: { name: decidedBy, keyId },
      action: "ring.decided",
      subject: ring.id,
      before: { status: ring.status },
      after: { status: decided.status, decision: `decision_${number}` },
    });
    await announceDecision(tx, decided, { ...decision, id: `decision_${number}` as DecisionId });
    return toVersionedRing(decided, number);
  });
}

function cannotBecome(ring: Ring, outcome: DecisionOutcome): DomainError {
  if (ring.status === "dissolved") {
    return new DomainError(
      "conflict",
      "ring-dissolved",
      `Ring ${ring.id} is dissolved: its members are no longer together`,
    );
  }
  const state = ring.status === "open" ? "open" : `already ${ring.status}`;
  return new DomainError("conflict", "ring-already-decided", `Ring ${ring.id} is ${state}, so it cannot be ${outcome}`);
}
