import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from "kysely";
import type { AuditAction, AuditState } from "../model/audit-entry.ts";
import type { DecisionOutcome } from "../model/decision.ts";
import type { Family, IdentifierKind } from "../model/identifier.ts";
import type { RingChangeKind } from "../model/ring-change.ts";
import type { RingStatus } from "../model/ring.ts";
import type { PolicyAction } from "../model/policy-change.ts";
import type { RunCounts, RunStage, RunStatus } from "../model/run.ts";
import type { DifferenceKind } from "../model/shadow-difference.ts";
import type { RunManifest } from "../model/run-manifest.ts";
import type { SignalFinding } from "../model/signal.ts";
import type { Scope } from "../model/api-key.ts";
import type { VerdictKind } from "../model/verdict.ts";
import type { DeliveryStatus } from "../model/webhook-delivery.ts";
import type { MessageType, WebhookEvent } from "../model/webhook-event.ts";

/** The tables of `migrations/`, as Kysely sees them. A bigint arrives as a number: no key or count comes near 2^53. */
export interface Schema {
  event_ids: { id: string; received_on: string };
  events: EventRow;
  pending_batches: { batch: GeneratedAlways<number>; lane: number; event_count: number };
  upkeep: { task: string; done_on: string };
  accounts: AccountRow;
  identifier_kinds: { code: number; name: string; family: Family };
  identifiers: { key: GeneratedAlways<number>; kind: number; value: string };
  sightings: SightingRow;
  capabilities: { key: GeneratedAlways<number>; name: string };
  account_days: AccountDayRow;
  runs: RunRow;
  rings: RingRow;
  ring_members: RingMemberRow;
  ring_identifiers: RingIdentifierRow;
  ring_links: RingLinkRow;
  ring_days: RingDayRow;
  ring_uses: RingUseRow;
  ring_profiles: RingProfileRow;
  ring_memberships: RingMembershipRow;
  ring_changes: RingChangeRow;
  decisions: DecisionRow;
  policies: PolicyRow;
  policy_changes: PolicyChangeRow;
  shadow_differences: ShadowDifferenceRow;
  identifier_verdicts: VerdictRow;
  audit_log: AuditRow;
  api_keys: ApiKeyRow;
  webhook_endpoints: WebhookEndpointRow;
  webhook_secrets: WebhookSecretRow;
  webhook_messages: WebhookMessageRow;
  webhook_deliveries: WebhookDeliveryRow;
  webhook_digest_items: { endpoint_id: string; message_id: string };
  webhook_attempts: WebhookAttemptRow;
  ring_alert_states: AlertStateRow;
  attachment_candidates: { account_key: number; ring_id: string };
  ring_attachments: { ring_id: string; account_key: number; attached_at: Date; bits: number };
  peers: PeerRow;
  indicators: IndicatorRow;
  request_counts: { subject: string; window_start: Date; requests: number };
}

interface EventRow {
  received_at: Date;
  batch: number | null;
  id: string;
  type: "signup" | "usage";
  account_id: string;
  occurred_at: Date;
  ip: string | null;
  ip_prefix: string | null;
  email_hash: string | null;
  email_domain: string | null;
  phone_hash: string | null;
  payment_instrument: string | null;
  device_id: string | null;
  organization_id: string | null;
  has_generated_mail_name: Generated<boolean>;
  prompt_fingerprints: string[] | null;
  prompt_openings: string[] | null;
  prompt_closings: string[] | null;
  prompt_bodies: string[] | null;
  requests: number;
  input_tokens: number;
  output_tokens: number;
  model: string | null;
  capability: string | null;
}

interface AccountRow {
  key: GeneratedAlways<number>;
  id: string;
  first_event_at: Date;
  last_event_at: Date;
  signed_up_at: Date | null;
  organization_id: string | null;
  organization_at: Date | null;
  has_generated_mail_name: Generated<boolean>;
}

interface SightingRow {
  account_key: number;
  identifier_key: number;
  first_seen_at: Date;
  last_seen_at: Date;
  request_count: number;
  event_count: number;
  kind: number;
}

interface AccountDayRow {
  account_key: number;
  day: string;
  capability_key: number;
  event_count: number;
  request_count: number;
  input_tokens: number;
  output_tokens: number;
  hours: number;
}

export interface RunRow {
  id: GeneratedAlways<number>;
  status: Generated<RunStatus>;
  stage: Generated<RunStage>;
  progress: Generated<number>;
  as_of: Date;
  window_days: number;
  policy_version: string;
  code_version: string;
  started_at: Date;
  finished_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  failure: string | null;
  counts: JSONColumnType<RunCounts, string | undefined, string>;
  timings: JSONColumnType<Partial<Record<RunStage, number>>, string | undefined, string>;
  /** Its times are texts. */
  manifest: JSONColumnType<RunManifest, string | undefined, string> | null;
  is_shadow: Generated<boolean>;
  shadow_policy: JSONColumnType<object, string | undefined, never> | null;
  population_hours: number[] | null;
}

export interface RingRow {
  id: string;
  status: Generated<RingStatus>;
  risk: number;
  flagged: boolean;
  member_count: number;
  request_count: number;
  first_event_at: Date;
  last_event_at: Date;
  first_flagged_at: Date | null;
  signals: JSONColumnType<SignalFinding[], string, string>;
  families: Family[];
  first_run_id: number;
  last_run_id: number;
  dissolved_run_id: number | null;
}

interface RingMemberRow {
  account_key: number;
  ring_id: string;
  joined_at: Date;
  evidence_bits: number;
  request_count: number;
  addresses: Generated<number>;
  own_addresses: Generated<number>;
  cards: Generated<number>;
  own_cards: Generated<number>;
  devices: Generated<number>;
  own_devices: Generated<number>;
}

interface RingIdentifierRow {
  ring_id: string;
  identifier_key: number;
  member_count: number;
  other_count: number;
  contribution: number;
  bits: number;
  first_seen_at: Date;
  last_seen_at: Date;
  verdict_id: number | null;
}

interface RingLinkRow {
  ring_id: string;
  account_key: number;
  partner_key: number;
  bits: number;
  network: number;
  payment: number;
  content: number;
  device: number;
  contact: number;
  timing: number;
}

export interface RingDayRow {
  ring_id: string;
  day: string;
  signup_count: number;
  request_count: number;
  active_count: number;
}

interface RingProfileRow {
  ring_id: string;
  capabilities: JSONColumnType<{ capability: string | null; requests: number }[], string, never>;
  identifiers: JSONColumnType<Partial<Record<IdentifierKind, number>>, string, never>;
  hours: number[];
}

interface RingUseRow {
  identifier_key: number;
  ring_id: string;
  account_key: number;
  first_seen_at: Date;
  last_seen_at: Date;
  users: number;
  ring_last_seen_at: Date;
  sharers: number;
  strangers: number;
}

interface RingMembershipRow {
  account_key: number;
  ring_id: string;
  joined_run_id: number;
  joined_at: Date;
  left_run_id: number | null;
}

export interface RingChangeRow {
  id: GeneratedAlways<number>;
  ring_id: string;
  kind: RingChangeKind;
  at: Date;
  run_id: number | null;
  decision_id: number | null;
  member_count: number;
  risk: number;
  status: RingStatus;
  joined_count: number;
  left_count: number;
  reason: string;
  born_run_id: number | null;
  other_ring_id: string | null;
  other_born_run_id: number | null;
}

export interface PolicyRow {
  version: string;
  hash: string;
  document: JSONColumnType<object, string, never>;
  is_active: Generated<boolean>;
  created_at: Date;
  created_by: string;
}

export interface PolicyChangeRow {
  id: GeneratedAlways<number>;
  action: PolicyAction;
  version: string;
  before_version: string | null;
  actor: string;
  at: Date;
}

export interface ShadowDifferenceRow {
  run_id: number;
  account_key: number;
  kind: DifferenceKind;
  ring_id: string;
  risk: number;
}

export interface VerdictRow {
  id: GeneratedAlways<number>;
  kind: number;
  value: string;
  verdict: VerdictKind | null;
  reason: string | null;
  expires_at: Date | null;
  author: string;
  key_id: string | null;
  created_at: Date;
}

export interface AuditRow {
  id: GeneratedAlways<number>;
  at: Date;
  actor: string;
  key_id: string | null;
  action: AuditAction;
  subject: string;
  before: JSONColumnType<AuditState, string, never> | null;
  after: JSONColumnType<AuditState, string, never> | null;
}

export interface DecisionRow {
  id: GeneratedAlways<number>;
  ring_id: string;
  outcome: DecisionOutcome;
  reason: string;
  risk_when_decided: number;
  decided_by: string;
  decided_at: Date;
  run_id: number;
}

export interface ApiKeyRow {
  id: string;
  name: string;
  hash: Buffer;
  scopes: Scope[];
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  replaces: string | null;
  revoked_at: Date | null;
}

export interface WebhookEndpointRow {
  id: string;
  url: string;
  events: WebhookEvent[];
  minimum_risk: number;
  digest_hour: number | null;
  digest_due_at: Date | null;
  disabled_at: Date | null;
  disabled_reason: string | null;
  failing_since: Date | null;
  paused_until: Date | null;
  created_at: Date;
}

interface WebhookSecretRow {
  id: GeneratedAlways<number>;
  endpoint_id: string;
  sealed: Buffer;
  created_at: Date;
  expires_at: Date | null;
}

interface WebhookMessageRow {
  id: string;
  type: MessageType;
  ring_id: string | null;
  risk: number | null;
  payload: string;
  created_at: Date;
}

interface WebhookDeliveryRow {
  id: GeneratedAlways<number>;
  endpoint_id: string;
  message_id: string;
  status: Generated<DeliveryStatus>;
  attempt_count: Generated<number>;
  tries: Generated<number>;
  next_attempt_at: Date | null;
  created_at: Date;
  finished_at: Date | null;
}

interface WebhookAttemptRow {
  delivery_id: number;
  number: number;
  started_at: Date;
  duration_ms: number;
  response_status: number | null;
  response_start: string | null;
  failure: string | null;
}

interface AlertStateRow {
  ring_id: string;
  risk: number;
  member_count: number;
  is_detected: boolean;
  is_dismissed: boolean;
}

export interface PeerRow {
  id: string;
  name: string;
  kinds: IdentifierKind[];
  sealed: Buffer;
  created_at: Date;
}

export interface IndicatorRow {
  id: GeneratedAlways<number>;
  peer_id: string;
  stix_id: string;
  kind: number;
  value: string | null;
  pseudonym: Buffer | null;
  confidence: number | null;
  valid_from: Date;
  valid_until: Date;
  modified_at: Date;
  imported_at: Date;
}
