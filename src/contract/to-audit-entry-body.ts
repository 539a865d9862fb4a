import type { AuditEntry } from "../model/audit-entry.ts";
import type { AuditEntryBody } from "./audit.ts";

/** What is on record as it leaves. */
export function toAuditEntryBody({ id, at, actor, action, subject, before, after }: AuditEntry): AuditEntryBody {
  return {
    id: `audit_${id}`,
    at: at.toISOString(),
    actor: actor.name,
    key_id: actor.keyId,
    action,
    subject,
    before,
    after,
  };
}
