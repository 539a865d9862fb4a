import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import { DomainError } from "../model/errors.ts";
import type { WebhookEndpoint } from "../model/webhook-endpoint.ts";
import {
  type DeliveryDetail,
  deliveryNumber,
  restartDelivery,
  restartRange,
  type TimeRange,
} from "./delivery-queries.ts";
import { lockEndpoint } from "./endpoint-queries.ts";
import { requireDelivery } from "./require-delivery.ts";
import { endpointNotFound, requireEndpoint } from "./require-endpoint.ts";

/**
 * Sends a message once more, under the id that it had, whatever became of it before.
 *
 * @throws {DomainError} `webhook-delivery-not-found`; `webhook-endpoint-disabled` (conflict)
 */
export function redeliver(
  { database, clock }: Pick<Dependencies, "database" | "clock">,
  id: string,
): Promise<DeliveryDetail> {
  return inTransaction(database, async ({ tx }) => {
    const delivery = await requireDelivery(tx, id);
    await lockEndpoint(tx, delivery.endpointId);
    refuseDisabled(await requireEndpoint(tx, delivery.endpointId, clock.now()));
    await restartDelivery(tx, deliveryNumber(id) as number, clock.now());
    return requireDelivery(tx, id);
  });
}

export interface RedeliverRange extends TimeRange {
  /** `undelivered`: what is dead, and what came up while the endpoint was disabled; `all`: also what was delivered. */
  readonly only: "undelivered" | "all";
}

/**
 * Sends an endpoint the messages of a time once more, each under the id that it had.
 *
 * @returns how many
 * @throws {DomainError} `webhook-endpoint-not-found`; `webhook-endpoint-disabled` (conflict)
 */
export function redeliverRange(
  { database, clock }: Pick<Dependencies, "database" | "clock">,
  endpointId: string,
  range: RedeliverRange,
): Promise<number> {
  return inTransaction(database, async ({ tx }) => {
    if (!(await lockEndpoint(tx, endpointId))) throw endpointNotFound(endpointId);
    const endpoint = await requireEndpoint(tx, endpointId, clock.now());
    refuseDisabled(endpoint);
    return restartRange(tx, endpoint.id, range, clock.now());
  });
}

function refuseDisabled({ id, disabled }: WebhookEndpoint): void {
  if (disabled === null) return;
  throw new DomainError(
    "conflict",
    "webhook-endpoint-disabled",
    `Webhook endpoint ${id} is disabled (${disabled.reason}); enable it first`,
  );
}
