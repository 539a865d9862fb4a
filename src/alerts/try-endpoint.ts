import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { WebhookDeliveryId, WebhookMessageId } from "../model/webhook-delivery.ts";
import { attemptDelivery } from "./deliver/attempt-delivery.ts";
import type { Sender } from "./deliver/sender.ts";
import { type DeliveryDetail, findDelivery } from "./delivery-queries.ts";
import { lockEndpoint } from "./endpoint-queries.ts";
import { endpointNotFound, requireEndpoint } from "./require-endpoint.ts";

/** Longer than the attempt can take; were we to die in the midst of it, the worker makes another. */
const lostAfterMilliseconds = 30_000;

/**
 * Sends an endpoint a message of no consequence, at once and once, signed as all of them. A disabled one too: to see whether it works again.
 *
 * @returns what came of it
 * @throws {DomainError} `webhook-endpoint-not-found`, also when it was deleted meanwhile
 */
export async function tryEndpoint(
  dependencies: Pick<Dependencies, "database" | "clock" | "secret" | "randomBytes" | "logger"> & {
    readonly sender: Sender;
  },
  endpointId: string,
): Promise<DeliveryDetail> {
  const { database, clock, randomBytes } = dependencies;
  const now = clock.now();
  const messageId = `msg_${randomBytes(16).toString("hex")}` as WebhookMessageId;
  const data = { endpoint_id: endpointId, note: "Somebody pressed the button. Nothing has happened." };
  const payload = JSON.stringify({ type: "webhook.test", timestamp: now.toISOString(), data });
  const { number, id, url } = await inTransaction(database, async ({ tx }) => {
    // Held, so that nobody deletes it between the look and the delivery.
    if (!(await lockEndpoint(tx, endpointId))) throw endpointNotFound(endpointId);
    const endpoint = await requireEndpoint(tx, endpointId, now);
    const values = { id: messageId, type: "webhook.test" as const, ring_id: null, risk: null, payload };
    await tx
      .insertInto("webhook_messages")
      .values({ ...values, created_at: now })
      .execute();
    const delivery = await tx
      .insertInto("webhook_deliveries")
      .values({
        endpoint_id: endpoint.id,
        message_id: messageId,
        attempt_count: 1,
        tries: 1,
        next_attempt_at: new Date(now.getTime() + lostAfterMilliseconds),
        created_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    return { number: delivery.id, id: endpoint.id, url: endpoint.url };
  });
  const claimed = { number, endpointId: id, messageId, url, payload, attempt: 1, tries: 1, isTrial: true };
  await attemptDelivery({ ...dependencies, random: () => 0 }, claimed);
  const delivery = await findDelivery(database.db, `delivery_${number}` as WebhookDeliveryId);
  if (!delivery) throw endpointNotFound(id);
  return delivery;
}
