import { Webhook } from "standardwebhooks";

/**
 * The headers by which a receiver knows that a message is ours (Standard Webhooks 1.0.0).
 *
 * @param secrets one signature for each: more than one while the secret is being rotated
 * @param sentAt of this attempt; receivers refuse what is older than some minutes
 */
export function signMessage(
  messageId: string,
  sentAt: Date,
  payload: string,
  secrets: readonly string[],
): Record<string, string> {
  return {
    "webhook-id": messageId,
    "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(messageId, sentAt, payload)).join(" "),
  };
}
