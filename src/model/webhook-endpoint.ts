import type { Brand } from "./brand.ts";
import type { WebhookEvent } from "./webhook-event.ts";

export type WebhookEndpointId = Brand<string, "WebhookEndpointId">;

/** Where alerts go. */
export interface WebhookEndpoint {
  readonly id: WebhookEndpointId;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  /** In [0, 1]; of rings with a lower risk it is told nothing. */
  readonly minimumRisk: number;
  /** The hour of the day (UTC, 0 - 23) of its one message a day; null where each message goes out at once. */
  readonly digestHour: number | null;
  /** A disabled one gets nothing; what it misses meanwhile can be redelivered. */
  readonly disabled: { readonly at: Date; readonly reason: string } | null;
  /** Since when nothing could be delivered; null after a success. */
  readonly failingSince: Date | null;
  /** Before that the receiver asked not to be called. */
  readonly pausedUntil: Date | null;
  readonly createdAt: Date;
  /** The newest first. The secrets themselves are shown once, when they are made. */
  readonly secrets: readonly WebhookSecret[];
}

export interface WebhookSecret {
  readonly createdAt: Date;
  /** Null of the one that stays. */
  readonly expiresAt: Date | null;
}
