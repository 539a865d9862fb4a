import type { Database } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";

export interface ForgottenFindings {
  readonly runs: number;
  readonly rings: number;
  /** Entries in the histories of rings that stay. */
  readonly changes: number;
}

/**
 * Forgets what runs before a moment found and nobody needs: rings that are gone, were never flagged and never decided on; of those that stay the
 * small comings and goings; and then the runs that nothing names any more. Flags, decisions and lineage stay for ever.
 */
export function forgetFindings(database: Pick<Database, "pool">, before: Date): Promise<ForgottenFindings> {
  return inTransaction(database, async ({ client }) => {
    const { rows } = await client.query<ForgottenFindings>(forgetRingsAndChanges, [before]);
    await client.query(
      "delete from shadow_differences where run_id in (select id from runs where is_shadow and finished_at < $1)",
      [before],
    );
    const { rowCount } = await client.query(forgetRuns, [before]);
    return { ...(rows[0] as ForgottenFindings), runs: rowCount ?? 0 };
  });
}

const forgetRingsAndChanges = `
  with old_runs as materialized (
    select id from runs where finished_at < $1
  ), idle as materialized (
    select id from rings
    where status = 'dissolved' and first_flagged_at is null and dissolved_run_id in (select id from old_runs)
      and not exists (select from decisions where decisions.ring_id = rings.id)
      and not exists (select from ring_memberships where ring_memberships.ring_id = rings.id)
      and not exists (select from ring_changes where other_ring_id = rings.id)
  ), idle_changes as (
    delete from ring_changes where ring_id in (select id from idle)
  ), idle_rings as (
    delete from rings where id in (select id from idle) returning id
  ), small_changes as (
    delete from ring_changes
    where kind = 'members' and run_id in (select id from old_runs) and ring_id not in (select id from idle) returning id
  )
  select (select count(*) from idle_rings) as rings, (select count(*) from small_changes) as changes`;

const forgetRuns = `
  delete from runs where finished_at < $1
    and id is distinct from (select max(id) from runs where status = 'published' and not is_shadow)
    and id not in (
      select first_run_id from rings union select last_run_id from rings
      union select dissolved_run_id from rings where dissolved_run_id is not null
      union select run_id from decisions
      union select run_id from ring_changes where run_id is not null
      union select joined_run_id from ring_memberships
      union select left_run_id from ring_memberships where left_run_id is not null)`;
