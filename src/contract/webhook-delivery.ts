import { z } from "zod";
import { deliveryStatuses } from "../model/webhook-delivery.ts";
import { messageTypes } from "../model/webhook-event.ts";
import { pageOf, pageParameters } from "./page.ts";
import { Storable } from "./storable.ts";
import { Time, TimeInput } from "./time.ts";

export const WebhookAttemptBody = z
  .strictObject({
    number: z.int().min(1),
    started_at: Time,
    duration_ms: z.int().min(0).meta({ description: "Until the answer was read, or given up.", example: 84 }),
    response_status: z.int().nullable().meta({ description: "Null where no answer came.", example: 500 }),
    response_start: z
      .string()
      .nullable()
      .meta({ description: "The first kilobyte of the answer's body.", example: "try again later" }),
    failure: z
      .string()
      .nullable()
      .meta({ description: "Why it failed; null of a success.", example: "The receiver answered 500" }),
  })
  .meta({ id: "WebhookAttempt" });
export type WebhookAttemptBody = z.infer<typeof WebhookAttemptBody>;

const deliveryFields = {
  id: z.string().meta({ example: "delivery_12" }),
  endpoint_id: z.string().meta({ example: "whe_4f1d2c9a07b3e856" }),
  message_id: z.string().meta({
    description: "What the receiver sees as `webhook-id`: the same in every attempt.",
    example: "msg_0f3a5f6b1c2d4e5f60718293a4b5c6d7",
  }),
  type: z.enum(messageTypes),
  status: z.enum(deliveryStatuses).meta({
    description:
      "`dead`: it was tried as often as the schedule says, or its endpoint was disabled. It can be redelivered.",
  }),
  attempt_count: z.int().min(0),
  next_attempt_at: Time.nullable().meta({ description: "Null unless it is pending." }),
  created_at: Time,
  finished_at: Time.nullable(),
};

export const WebhookDeliveryBody = z
  .strictObject({
    ...deliveryFields,
    last_attempt: WebhookAttemptBody.nullable().meta({ description: "The newest that has ended." }),
  })
  .meta({ id: "WebhookDelivery" });
export type WebhookDeliveryBody = z.infer<typeof WebhookDeliveryBody>;

export const WebhookDeliveryDetail = z
  .strictObject({
    ...deliveryFields,
    attempts: z.array(WebhookAttemptBody).meta({ description: "Oldest first; the last fifty." }),
    payload: z.looseObject({}).meta({ description: "The message as it is sent." }),
  })
  .meta({ id: "WebhookDeliveryDetail" });
export type WebhookDeliveryDetail = z.infer<typeof WebhookDeliveryDetail>;

export const WebhookDeliveryListQuery = z.strictObject({
  status: z.enum(deliveryStatuses).optional(),
  endpoint_id: Storable.min(1).max(64).optional().meta({ example: "whe_4f1d2c9a07b3e856" }),
  type: z.enum(messageTypes).optional(),
  created_after: TimeInput.optional().meta({ description: "Made at this moment or later." }),
  created_before: TimeInput.optional().meta({ description: "Made before this moment." }),
  ...pageParameters,
});

export const WebhookDeliveryPage = pageOf(WebhookDeliveryBody).meta({ id: "WebhookDeliveryPage" });

export const Redelivery = z
  .strictObject({
    from: TimeInput.meta({ description: "Messages of this moment or later." }),
    to: TimeInput.meta({ description: "Messages of before this moment." }),
    only: z.enum(["undelivered", "all"]).default("undelivered").meta({
      description:
        "`undelivered`: what is dead, and what came up while the endpoint was disabled. `all`: also what was delivered already.",
    }),
  })
  .refine(({ from, to }) => from < to, { path: ["to"], message: "must be after `from`" })
  .meta({ id: "WebhookRedelivery" });

export const RedeliveredBody = z
  .strictObject({ redelivered: z.int().min(0).meta({ description: "Deliveries that are pending (again)." }) })
  .meta({ id: "WebhookRedelivered" });
