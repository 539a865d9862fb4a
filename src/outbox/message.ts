import type { WebhookMessageId } from "../model/webhook-delivery.ts";
import type { MessageType } from "../model/webhook-event.ts";

/** What is to be told, whoever wants to hear it. */
export interface Message {
  readonly id: WebhookMessageId;
  readonly type: MessageType;
  /** The ring that it is about, and its risk; null of a run. */
  readonly ring: { readonly id: string; readonly risk: number } | null;
  /** As `data` in the payload; JSON. */
  readonly data: object;
}
