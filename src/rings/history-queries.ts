import { type Selectable, sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { RingChangeRow } from "../db/schema.ts";
import type { AccountId } from "../model/account.ts";
import type { Decision } from "../model/decision.ts";
import type { Ring, RingId } from "../model/ring.ts";
import type { RingChange, RingChangeId } from "../model/ring-change.ts";
import { describeDecision } from "./describe-change.ts";

/** Of each change so many accounts are named; the counts are whole. */
const namedAccounts = 100;

/** Notes a decision in the ring's history. */
export async function insertDecisionChange(
  db: Db,
  ring: Ring,
  decisionNumber: number,
  { outcome, decidedBy, decidedAt, reason }: Omit<Decision, "id">,
): Promise<void> {
  await db
    .insertInto("ring_changes")
    .values({
      ring_id: ring.id,
      kind: "decided",
      at: decidedAt,
      decision_id: decisionNumber,
      member_count: ring.memberCount,
      risk: ring.risk,
      status: ring.status,
      joined_count: 0,
      left_count: 0,
      reason: describeDecision(outcome, decidedBy, reason),
    })
    .execute();
}

/**
 * What happened to a ring, newest first; only what lies before the change numbered `before`. That another ring came off it or
 * succeeded it, or that it went into another, is part of it too; it stands under that ring's id.
 */
export async function listHistory(
  db: Db,
  ringId: RingId,
  { limit, before }: { readonly limit: number; readonly before?: number | undefined },
): Promise<RingChange[]> {
  const rows = await db
    .selectFrom("ring_changes")
    .selectAll()
    .where((row) => row.or([row("ring_id", "=", ringId), row("other_ring_id", "=", ringId)]))
    .$if(before !== undefined, (query) => query.where("id", "<", before as number))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  const accounts = await selectAccounts(db, rows);
  return rows.map((row) => toChange(row, accounts));
}

/** What a run noted of some rings, in the order of their ids and then in that in which it happened. */
export async function listChangesInRun(db: Db, runNumber: number, ringIds: readonly RingId[]): Promise<RingChange[]> {
  if (ringIds.length === 0) return [];
  const rows = await db
    .selectFrom("ring_changes")
    .selectAll()
    .where("run_id", "=", runNumber)
    .where("ring_id", "=", sql<string>`any(${ringIds})`)
    .orderBy("ring_id")
    .orderBy("id")
    .execute();
  const accounts = await selectAccounts(db, rows);
  return rows.map((row) => toChange(row, accounts));
}

/** The number in a change's id, which says when it was noted. */
export const changeNumber = (id: RingChangeId): number => Number(id.slice("change_".length));

interface ComingOrGoing {
  readonly ring_id: string;
  readonly run_id: number;
  readonly has_joined: boolean;
  readonly id: string;
}

/** Who joined and left the rings in the runs of these changes. */
async function selectAccounts(db: Db, rows: readonly Selectable<RingChangeRow>[]): Promise<ComingOrGoing[]> {
  const moving = rows.filter(({ joined_count, left_count }) => joined_count + left_count > 0);
  if (moving.length === 0) return [];
  const ringIds = moving.map(({ ring_id }) => ring_id);
  const runIds = moving.map(({ run_id }) => run_id);
  const result = await sql<ComingOrGoing>`
    select ring_id, run_id, has_joined, id from (
      select moves.*, accounts.id, row_number() over (partition by ring_id, run_id, has_joined order by accounts.id) as place
      from (
        select account_key, ring_id, joined_run_id as run_id, true as has_joined from ring_memberships
        where ring_id = any(${ringIds}) and joined_run_id = any(${runIds})
        union all
        select account_key, ring_id, left_run_id, false from ring_memberships
        where ring_id = any(${ringIds}) and left_run_id = any(${runIds})
      ) moves join accounts on accounts.key = account_key
    ) numbered where place <= ${namedAccounts}
    order by ring_id, run_id, has_joined, place`.execute(db);
  return result.rows;
}

function toChange(row: Selectable<RingChangeRow>, accounts: readonly ComingOrGoing[]): RingChange {
  const moved = (hasJoined: boolean, count: number) =>
    accounts
      .filter(({ ring_id, run_id, has_joined }) => {
        return count > 0 && ring_id === row.ring_id && run_id === row.run_id && has_joined === hasJoined;
      })
      .map(({ id }) => id as AccountId);
  return {
    id: `change_${row.id}` as RingChangeId,
    ringId: row.ring_id as RingId,
    kind: row.kind,
    at: row.at,
    runId: row.run_id === null ? null : `run_${row.run_id}`,
    otherRingId: row.other_ring_id as RingId | null,
    memberCount: row.member_count,
    risk: row.risk,
    status: row.status,
    joinedCount: row.joined_count,
    leftCount: row.left_count,
    joined: moved(true, row.joined_count),
    left: moved(false, row.left_count),
    reason: row.reason,
  };
}
