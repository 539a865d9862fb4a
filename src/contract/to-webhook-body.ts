import type { WebhookAttempt, WebhookDelivery } from "../model/webhook-delivery.ts";
import type { WebhookEndpoint } from "../model/webhook-endpoint.ts";
import type { WebhookAttemptBody, WebhookDeliveryBody, WebhookDeliveryDetail } from "./webhook-delivery.ts";
import type { WebhookEndpointBody } from "./webhook-endpoint.ts";

/** An endpoint as it leaves: without its secrets. */
export function toWebhookEndpointBody(endpoint: WebhookEndpoint): WebhookEndpointBody {
  return {
    id: endpoint.id,
    url: endpoint.url,
    events: [...endpoint.events],
    minimum_risk: endpoint.minimumRisk,
    digest_hour: endpoint.digestHour,
    status: endpoint.disabled === null ? "enabled" : "disabled",
    disabled_at: endpoint.disabled?.at.toISOString() ?? null,
    disabled_reason: endpoint.disabled?.reason ?? null,
    failing_since: endpoint.failingSince?.toISOString() ?? null,
    paused_until: endpoint.pausedUntil?.toISOString() ?? null,
    created_at: endpoint.createdAt.toISOString(),
    secrets: endpoint.secrets.map(({ createdAt, expiresAt }) => ({
      created_at: createdAt.toISOString(),
      expires_at: expiresAt?.toISOString() ?? null,
    })),
  };
}

/** A delivery as it leaves in a list. */
export function toWebhookDeliveryBody(delivery: WebhookDelivery): WebhookDeliveryBody {
  const { lastAttempt } = delivery;
  return { ...fieldsOf(delivery), last_attempt: lastAttempt && toAttemptBody(lastAttempt) };
}

/** A delivery with all that is known of it. */
export function toWebhookDeliveryDetail(
  delivery: WebhookDelivery & { readonly attempts: readonly WebhookAttempt[]; readonly payload: string },
): WebhookDeliveryDetail {
  return {
    ...fieldsOf(delivery),
    attempts: delivery.attempts.map(toAttemptBody),
    payload: JSON.parse(delivery.payload) as Record<string, unknown>,
  };
}

function fieldsOf(delivery: WebhookDelivery) {
  return {
    id: delivery.id,
    endpoint_id: delivery.endpointId,
    message_id: delivery.messageId,
    type: delivery.type,
    status: delivery.status,
    attempt_count: delivery.attemptCount,
    next_attempt_at: delivery.nextAttemptAt?.toISOString() ?? null,
    created_at: delivery.createdAt.toISOString(),
    finished_at: delivery.finishedAt?.toISOString() ?? null,
  };
}

function toAttemptBody(attempt: WebhookAttempt): WebhookAttemptBody {
  return {
    number: attempt.number,
    started_at: attempt.startedAt.toISOString(),
    duration_ms: attempt.durationMilliseconds,
    response_status: attempt.responseStatus,
    response_start: attempt.responseStart,
    failure: attempt.failure,
  };
}
