import { recordAudit } from "../../audit/audit-queries.ts";
import type { Db } from "../../db/database.ts";
import type { WebhookEndpointId } from "../../model/webhook-endpoint.ts";
import { buryPending, dropDigestItems } from "../delivery-queries.ts";
import { updateEndpoint } from "../endpoint-queries.ts";

/** Stops sending to an endpoint, in the caller's transaction: what is pending is dead, and the endpoint and the record say why. */
export async function disableEndpoint(db: Db, id: WebhookEndpointId, reason: string, at: Date): Promise<void> {
  await updateEndpoint(db, id, { disabled_at: at, disabled_reason: reason });
  await buryPending(db, id, at);
  await dropDigestItems(db, id);
  await recordAudit(db, {
    at,
    actor: { name: "ringfence", keyId: null },
    action: "webhook_endpoint.disabled",
    subject: id,
    before: { status: "enabled" },
    after: { status: "disabled", reason },
  });
}
