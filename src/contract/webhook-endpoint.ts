import { z } from "zod";
import { webhookEvents } from "../model/webhook-event.ts";
import { pageOf } from "./page.ts";
import { Storable } from "./storable.ts";
import { Time } from "./time.ts";

const Url = Storable.max(2000).refine(isHttpUrl, "must be an https URL without a user name and a password").meta({
  description: "Where to send to: https, or http where the operator allows it. Must not lead to a private address.",
  example: "https://alerts.example.com/ringfence",
});

const Events = z
  .array(z.enum(webhookEvents))
  .min(1, "must name at least one")
  .max(webhookEvents.length)
  .meta({ description: "What to be told.", example: ["ring.detected", "ring.grown"] });

const MinimumRisk = z.number().min(0).max(1).meta({
  description: "Of rings with a lower risk nothing is told. A failed run is told in any case.",
  example: 0.95,
});

const DigestHour = z.int().min(0).max(23).nullable().meta({
  description:
    "Hour of the day (UTC) of one message a day that holds all of that day's (`alerts.digest`). Null: each message is sent at once.",
  example: null,
});

export const WebhookEndpointInput = z
  .strictObject({
    url: Url,
    events: Events,
    minimum_risk: MinimumRisk.default(0),
    digest_hour: DigestHour.default(null),
  })
  .meta({ id: "WebhookEndpointInput" });

export const WebhookEndpointChange = z
  .strictObject({
    url: Url.optional(),
    events: Events.optional(),
    minimum_risk: MinimumRisk.optional(),
    digest_hour: DigestHour.optional(),
    status: z
      .enum(["enabled", "disabled"])
      .optional()
      .meta({ description: "`disabled` ends what is pending; `enabled` begins anew." }),
  })
  .meta({ id: "WebhookEndpointChange" });

export const WebhookEndpointBody = z
  .strictObject({
    id: z.string().meta({ example: "whe_4f1d2c9a07b3e856" }),
    url: z.string().meta({ example: "https://alerts.example.com/ringfence" }),
    events: z.array(z.enum(webhookEvents)),
    minimum_risk: MinimumRisk,
    digest_hour: DigestHour,
    status: z.enum(["enabled", "disabled"]).meta({ description: "A disabled one gets nothing." }),
    disabled_at: Time.nullable(),
    disabled_reason: z
      .string()
      .nullable()
      .meta({ description: "Who or what disabled it, and why.", example: "The receiver answered 410 Gone" }),
    failing_since: Time.nullable().meta({
      description: "Since when nothing could be delivered; null after a success. After three days it is disabled.",
    }),
    paused_until: Time.nullable().meta({ description: "Before that the receiver asked not to be called." }),
    created_at: Time,
    secrets: z
      .array(
        z.strictObject({ created_at: Time, expires_at: Time.nullable().meta({ description: "Null of what stays." }) }),
      )
      .meta({
        description: "What messages are signed with, newest first: more than one while the secret is being rotated.",
      }),
  })
  .meta({ id: "WebhookEndpoint" });
export type WebhookEndpointBody = z.infer<typeof WebhookEndpointBody>;

export const CreatedWebhookEndpointBody = WebhookEndpointBody.extend({
  secret: z.string().meta({
    description: "What to verify messages with. Shown this once.",
    example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  }),
}).meta({ id: "CreatedWebhookEndpoint" });
export type CreatedWebhookEndpointBody = z.infer<typeof CreatedWebhookEndpointBody>;

export const SecretRotation = z
  .strictObject({
    overlap_hours: z.int().min(0).max(168).default(24).meta({
      description: "For so long messages are signed with the former secret as well. 0 ends that one at once.",
    }),
  })
  .meta({ id: "WebhookSecretRotation" });

export const WebhookEndpointPage = pageOf(WebhookEndpointBody).meta({ id: "WebhookEndpointPage" });

function isHttpUrl(text: string): boolean {
  try {
    const { protocol, username, password } = new URL(text);
    return /^https?:$/.test(protocol) && username === "" && password === "";
  } catch {
    return false;
  }
}
