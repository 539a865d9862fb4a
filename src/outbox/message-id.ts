import { createHash } from "node:crypto";
import type { WebhookMessageId } from "../model/webhook-delivery.ts";

/**
 * The id of the message that a cause gives rise to: the same cause, however often it is looked at, has one message.
 *
 * @param cause what names it among everything that ever happens here and in other installations, whose messages may reach the same receiver
 */
export function messageId(...cause: readonly (string | number | Date)[]): WebhookMessageId {
  return `msg_${createHash("sha256").update(JSON.stringify(cause)).digest("hex").slice(0, 32)}` as WebhookMessageId;
}
