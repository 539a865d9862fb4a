import { type Selectable, sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { DecisionRow } from "../db/schema.ts";
import type { Decision, DecisionId } from "../model/decision.ts";
import type { RingId } from "../model/ring.ts";

/** @returns the decision's number */
export async function insertDecision(db: Db, decision: Omit<Decision, "id">): Promise<number> {
  const { id } = await db
    .insertInto("decisions")
    .values({
      ring_id: decision.ringId,
      outcome: decision.outcome,
      reason: decision.reason,
      risk_when_decided: decision.riskWhenDecided,
      decided_by: decision.decidedBy,
      decided_at: decision.decidedAt,
      run_id: sql<number>`(select last_run_id from rings where id = ${decision.ringId})`,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** What was said of a ring, newest first; those before `before` (a decision's number) only. */
export async function listDecisions(
  db: Db,
  ringId: RingId,
  { limit, before }: { readonly limit: number; readonly before?: number | undefined },
): Promise<Decision[]> {
  const rows = await db
    .selectFrom("decisions")
    .selectAll()
    .where("ring_id", "=", ringId)
    .$if(before !== undefined, (query) => query.where("id", "<", before as number))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(toDecision);
}

/** The number in a decision's id, which says when it came. */
export const decisionNumber = (id: DecisionId): number => Number(id.slice("decision_".length));

function toDecision(row: Selectable<DecisionRow>): Decision {
  return {
    id: `decision_${row.id}` as DecisionId,
    ringId: row.ring_id as RingId,
    outcome: row.outcome,
    reason: row.reason,
    riskWhenDecided: row.risk_when_decided,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  };
}
