/** What an endpoint can ask to be told. */
export const webhookEvents = [
  "ring.detected",
  "ring.grown",
  "ring.escalated",
  "ring.succeeded",
  "ring.dissolved",
  "ring.decided",
  "account.attached",
  "run.failed",
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** What a message can be: an event, the events of a day, or a trial that somebody asked for. */
export const messageTypes = [...webhookEvents, "alerts.digest", "webhook.test"] as const;
export type MessageType = (typeof messageTypes)[number];
