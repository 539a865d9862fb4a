import { recordAudit } from "../audit/audit-queries.ts";
import type { Db } from "../db/database.ts";
import type { AuditAction } from "../model/audit-entry.ts";
import type { PolicyAction, PolicyChange } from "../model/policy-change.ts";
import { insertPolicyChange } from "./policy-queries.ts";

const auditActionOf: Readonly<Record<PolicyAction, AuditAction>> = {
  added: "policy.added",
  promoted: "policy.promoted",
  "rolled-back": "policy.rolled_back",
};

/** Puts what was done with a policy on record, among the policies' own changes and among everybody's. */
export async function notePolicyChange(
  db: Db,
  { keyId = null, ...change }: Omit<PolicyChange, "id"> & { readonly keyId?: string | null | undefined },
): Promise<void> {
  await insertPolicyChange(db, change);
  const { at, actor, action, version, beforeVersion } = change;
  await recordAudit(db, {
    at,
    actor: { name: actor, keyId },
    action: auditActionOf[action],
    subject: version,
    before: beforeVersion === null ? null : { active: beforeVersion },
    after: action === "added" ? { version } : { active: version },
  });
}
