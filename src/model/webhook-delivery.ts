import type { Brand } from "./brand.ts";
import type { WebhookEndpointId } from "./webhook-endpoint.ts";
import type { MessageType } from "./webhook-event.ts";

export type WebhookDeliveryId = Brand<string, "WebhookDeliveryId">;
export type WebhookMessageId = Brand<string, "WebhookMessageId">;

/** `dead`: it was tried as often as the schedule says, or its endpoint was disabled. It can be redelivered. */
export const deliveryStatuses = ["pending", "delivered", "dead"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** A message on its way to an endpoint. */
export interface WebhookDelivery {
  readonly id: WebhookDeliveryId;
  readonly endpointId: WebhookEndpointId;
  /** What the receiver sees as `webhook-id`: the same in every attempt. */
  readonly messageId: WebhookMessageId;
  readonly type: MessageType;
  readonly status: DeliveryStatus;
  readonly attemptCount: number;
  /** Null unless it is pending. */
  readonly nextAttemptAt: Date | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  /** The newest that has ended; null before the first. */
  readonly lastAttempt: WebhookAttempt | null;
}

/** One try to deliver. */
export interface WebhookAttempt {
  /** From 1. */
  readonly number: number;
  readonly startedAt: Date;
  readonly durationMilliseconds: number;
  /** Null where no answer came. */
  readonly responseStatus: number | null;
  /** The first kilobyte of the answer's body. */
  readonly responseStart: string | null;
  /** Why it failed, for people; null of a success. */
  readonly failure: string | null;
}
