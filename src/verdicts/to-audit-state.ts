import type { AuditState } from "../model/audit-entry.ts";
import type { Verdict } from "../model/verdict.ts";

/** What the record says of a verdict. Of which identifier it is stands with the verdict, and so do the reason's words. */
export function toAuditState(verdict: Verdict | undefined): AuditState | null {
  if (!verdict) return null;
  return { id: verdict.id, verdict: verdict.verdict, expires_at: verdict.expiresAt?.toISOString() ?? null };
}
