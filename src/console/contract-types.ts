import type { z } from "zod";
import type { DecisionInput } from "../contract/decision.ts";

// The shapes of the API, under the names that the console has for them. Types only: the schemas stay on the server.
export type { AccountBody as Account } from "../contract/account.ts";
export type { ApiKeyBody as ApiKey, CreatedApiKeyBody as CreatedApiKey } from "../contract/api-key.ts";
export type { AuditEntryBody as AuditEntry } from "../contract/audit.ts";
export type { DecisionBody as Decision } from "../contract/decision.ts";
export type {
  EvidenceBody as Evidence,
  ListedRingBody as ListedRing,
  MemberBody as Member,
  RingBody as Ring,
} from "../contract/ring.ts";
export type { RingChangeBody as RingChange } from "../contract/ring-change.ts";
export type { RingProfileBody as RingProfile } from "../contract/ring-profile.ts";
export type { RingDayBody as RingDay } from "../contract/ring-timeline.ts";
export type { PolicySummaryBody as PolicySummary } from "../contract/policy.ts";
export type { RunBody as Run, ShadowDifferenceBody as ShadowDifference } from "../contract/run.ts";
export type { StatsBody as Stats } from "../contract/stats.ts";
export type { IdentifierBody as Identifier, VerdictBody as Verdict } from "../contract/verdict.ts";
export type DecisionInputBody = z.input<typeof DecisionInput>;
export type {
  WebhookAttemptBody as WebhookAttempt,
  WebhookDeliveryBody as WebhookDelivery,
} from "../contract/webhook-delivery.ts";
export type { WebhookDeliveryDetail } from "../contract/webhook-delivery.ts";
export type {
  CreatedWebhookEndpointBody as CreatedWebhookEndpoint,
  WebhookEndpointBody as WebhookEndpoint,
} from "../contract/webhook-endpoint.ts";
