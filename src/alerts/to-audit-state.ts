import type { AuditState } from "../model/audit-entry.ts";
import type { WebhookEndpoint } from "../model/webhook-endpoint.ts";

/** An endpoint as the record names it. Of the URL only the host: the rest of it is often a secret, and nothing can be taken off the record. */
export function toAuditState(
  endpoint: Pick<WebhookEndpoint, "url" | "events" | "minimumRisk" | "digestHour" | "disabled">,
): AuditState {
  return {
    host: new URL(endpoint.url).host,
    events: endpoint.events.join(" "),
    minimum_risk: endpoint.minimumRisk,
    digest_hour: endpoint.digestHour,
    status: endpoint.disabled === null ? "enabled" : "disabled",
  };
}
