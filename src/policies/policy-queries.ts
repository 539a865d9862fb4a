import { type Selectable, sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { PolicyChangeRow, PolicyRow } from "../db/schema.ts";
import { hashPolicy } from "./hash-policy.ts";
import type { PolicyAction, PolicyChange } from "../model/policy-change.ts";
import type { Policy } from "../detection/policy.ts";
import type { PolicyRecord } from "../model/policy-record.ts";

export type NewPolicy = Pick<PolicyRecord, "createdAt" | "createdBy"> & { readonly policy: Policy };

/** @returns whether it was stored; false where its version is there already */
export async function insertPolicy(db: Db, { policy, createdAt, createdBy }: NewPolicy): Promise<boolean> {
  const row = await db
    .insertInto("policies")
    .values({
      version: policy.version,
      hash: hashPolicy(policy),
      document: JSON.stringify(policy),
      created_at: createdAt,
      created_by: createdBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("version")
    .executeTakeFirst();
  return row !== undefined;
}

export async function selectPolicy(db: Db, version: string): Promise<PolicyRecord | undefined> {
  if (version.includes("\0")) return undefined;
  const row = await db.selectFrom("policies").selectAll().where("version", "=", version).executeTakeFirst();
  return row && toRecord(row);
}

export async function selectActivePolicy(db: Db): Promise<PolicyRecord | undefined> {
  const row = await db.selectFrom("policies").selectAll().where("is_active", "=", true).executeTakeFirst();
  return row && toRecord(row);
}

/** All policies, the newest first; there are few. */
export async function selectPolicies(db: Db): Promise<PolicyRecord[]> {
  const rows = await db.selectFrom("policies").selectAll().orderBy("created_at", "desc").orderBy("version").execute();
  return rows.map(toRecord);
}

/** Makes a policy the active one. One after the other: who promotes at the same time waits. */
export async function setActive(db: Db, version: string): Promise<void> {
  await db.updateTable("policies").set({ is_active: false }).where("is_active", "=", true).execute();
  await db.updateTable("policies").set({ is_active: true }).where("version", "=", version).execute();
}

/** Held until the transaction ends, so that two who change the policies at once take turns. */
export async function lockPolicies(db: Db): Promise<void> {
  await sql`lock table policy_changes in exclusive mode`.execute(db);
}

export async function insertPolicyChange(db: Db, change: Omit<PolicyChange, "id">): Promise<void> {
  await db
    .insertInto("policy_changes")
    .values({
      action: change.action,
      version: change.version,
      before_version: change.beforeVersion,
      actor: change.actor,
      at: change.at,
    })
    .execute();
}

/** What was done with the policies, newest first; only what lies before the change numbered `before`. */
export async function selectPolicyChanges(
  db: Db,
  { limit, before }: { readonly limit: number; readonly before?: number | undefined },
): Promise<PolicyChange[]> {
  const rows = await db
    .selectFrom("policy_changes")
    .selectAll()
    .$if(before !== undefined, (query) => query.where("id", "<", before as number))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(toChange);
}

/** Who chose the policy that is active; undefined before the first. */
export async function selectNewestActor(db: Db): Promise<string | undefined> {
  const row = await db
    .selectFrom("policy_changes")
    .select("actor")
    .where("action", "<>", "added")
    .orderBy("id", "desc")
    .executeTakeFirst();
  return row?.actor;
}

/** The version that was active before this one was last promoted; undefined where nothing was. */
export async function selectPredecessor(db: Db, version: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("policy_changes")
    .select("before_version")
    .where("version", "=", version)
    .where("action", "=", "promoted" satisfies PolicyAction)
    .orderBy("id", "desc")
    .executeTakeFirst();
  return row?.before_version ?? undefined;
}

function toRecord(row: Selectable<PolicyRow>): PolicyRecord {
  return {
    version: row.version,
    hash: row.hash,
    isActive: row.is_active,
    createdAt: row.created_at,
    createdBy: row.created_by,
    document: row.document,
  };
}

function toChange(row: Selectable<PolicyChangeRow>): PolicyChange {
  const { id, action, version, before_version, actor, at } = row;
  return { id, action, version, beforeVersion: before_version, actor, at };
}
