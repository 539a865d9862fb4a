import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { Policy } from "../detection/policy.ts";
import type { AssessmentBasis } from "../model/assessment.ts";
import type { RunId } from "../model/run.ts";
import { findRunPolicy } from "../runs/find-run-policy.ts";

/** What the newest run says of everybody. */
export interface KnownBasis extends AssessmentBasis {
  readonly windowDays: number;
  /** Accounts in the window that are in no ring. */
  readonly strangers: number;
  readonly policy: Policy;
}

/** Remembers what the newest run says: it is asked of every assessment, and changes with the next run only. */
export class BasisMemory {
  #known: { readonly run: number; readonly basis: KnownBasis | undefined } | undefined;

  /** @returns undefined before the first run, and where its policy is not one of this program's */
  async find(db: Db): Promise<KnownBasis | undefined> {
    const run = await selectNewest(db);
    if (run === undefined) return undefined;
    if (this.#known?.run !== run) this.#known = { run, basis: await loadBasis(db, run) };
    return this.#known.basis;
  }
}

async function selectNewest(db: Db): Promise<number | undefined> {
  const row = await db
    .selectFrom("runs")
    .select("id")
    .where("status", "=", "published")
    .where("is_shadow", "=", false)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

interface BasisRow {
  readonly as_of: Date;
  readonly window_days: number;
  readonly policy_version: string;
  readonly population: number;
  readonly members: number;
}

async function loadBasis(db: Db, run: number): Promise<KnownBasis | undefined> {
  const policy = await findRunPolicy(db);
  const { rows } = await sql<BasisRow>`
    select as_of, window_days, policy_version, coalesce((counts ->> 'accounts')::bigint, 0) as population,
      (select coalesce(sum(member_count), 0)::bigint from rings where status <> 'dissolved') as members
    from runs where id = ${run}`.execute(db);
  const [row] = rows;
  if (!policy || !row) return undefined;
  return {
    runId: `run_${run}` as RunId,
    asOf: row.as_of,
    policyVersion: row.policy_version,
    population: row.population,
    windowDays: row.window_days,
    strangers: Math.max(0, row.population - row.members),
    policy,
  };
}
