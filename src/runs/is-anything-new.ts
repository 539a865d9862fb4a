import { sql } from "kysely";
import type { Dependencies } from "../dependencies.ts";
import type { AuditAction } from "../model/audit-entry.ts";
import { requireActivePolicy } from "../policies/built-in-policy.ts";
import { programVersion } from "../program-version.ts";
import { findNewestPublished, newestEventTime } from "./run-queries.ts";

/**
 * What was stored so shortly before a run began may have been committed after it had read: such events count as new. The clocks of several machines
 * may differ by as much.
 */
const slackMinutes = 10;

/** What is on record and no run heeds. Whatever else may come counts as heeded. */
const idleActions: readonly AuditAction[] = [
  "ring.exported",
  "api_key.created",
  "api_key.rotated",
  "api_key.revoked",
  "webhook_endpoint.created",
  "webhook_endpoint.changed",
  "webhook_endpoint.secret_rotated",
  "webhook_endpoint.disabled",
  "webhook_endpoint.deleted",
];

/**
 * Whether a run could find anything else than the newest published one did: since then events have come in, or somebody has done something that
 * is on record and heeded by runs, or policy, program or window are others. Without any run before: whether there is anything to look at.
 *
 * @throws {DomainError} `invalid-policy` where the active policy lacks what this program needs
 */
export async function isAnythingNew({ database, clock }: Pick<Dependencies, "database" | "clock">): Promise<boolean> {
  const { db } = database;
  const newestEvent = await newestEventTime(db);
  const run = await findNewestPublished(db);
  if (!run) return newestEvent !== undefined;
  const policy = await requireActivePolicy({ database, clock });
  if (run.policyVersion !== policy.version || run.codeVersion !== programVersion()) return true;
  if (run.windowDays !== policy.windowDays) return true;
  if (newestEvent !== undefined && run.asOf.getTime() !== newestEvent.getTime()) return true;
  const { rows } = await sql<{ isNew: boolean }>`
    with before as (select ${run.startedAt}::timestamptz - make_interval(mins => ${slackMinutes}) as run)
    select exists (select from pending_batches)
      or exists (select from events where received_at > (select run from before))
      or exists (select from audit_log where at > (select run from before) and action <> all (${idleActions})) as "isNew"`.execute(
    db,
  );
  return rows[0]?.isNew === true;
}
