import type { Actor } from "./actor.ts";

/** What can be on record. The part before the dot says of what the subject is one. */
export const auditActions = [
  "verdict.given",
  "verdict.withdrawn",
  "ring.decided",
  "ring.exported",
  "account.erased",
  "policy.added",
  "policy.promoted",
  "policy.rolled_back",
  "api_key.created",
  "api_key.rotated",
  "api_key.revoked",
  "peer.created",
  "peer.deleted",
  "peer.indicators_imported",
  "webhook_endpoint.created",
  "webhook_endpoint.changed",
  "webhook_endpoint.secret_rotated",
  "webhook_endpoint.disabled",
  "webhook_endpoint.deleted",
] as const;
export type AuditAction = (typeof auditActions)[number];

/** One thing that somebody did. Never changed, never deleted; the database refuses. */
export interface AuditEntry {
  readonly id: number;
  readonly at: Date;
  readonly actor: Actor;
  readonly action: AuditAction;
  /** Id of what was changed. Never an identifier's value or an account: what is on record cannot be erased. */
  readonly subject: string;
  /** How it was and how it is, as far as it changed; null where there was, or is, nothing. */
  readonly before: AuditState | null;
  readonly after: AuditState | null;
}

export type AuditState = Readonly<Record<string, string | number | boolean | null>>;
