import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { webhookMessages } from "../contract/webhook-message.ts";

const summaries: Readonly<Record<keyof typeof webhookMessages, string>> = {
  "ring.detected": "A ring is flagged for the first time, or is back",
  "ring.grown": "A flagged ring has grown by the share that the policy names; a confirmed one by anybody",
  "ring.escalated": "A ring's risk has crossed one of the policy's levels",
  "ring.succeeded": "A new ring has taken over what another had used",
  "ring.dissolved": "A ring that was told of is no more",
  "ring.decided": "Somebody has confirmed, dismissed or reopened a ring",
  "account.attached": "An account has turned up that belongs to a confirmed ring, before a run has said so",
  "run.failed": "A run has failed by itself, or is given up",
  "alerts.digest": "All that there was to tell in a day, for endpoints with a `digest_hour`",
  "webhook.test": "Somebody tries the endpoint",
};

const headers = z.object({
  "webhook-id": z.string().meta({
    description: "Of the message; the same whenever it is sent again, so that it can be told from another.",
    example: "msg_0f3a5f6b1c2d4e5f60718293a4b5c6d7",
  }),
  "webhook-timestamp": z
    .string()
    .meta({ description: "When it is sent, in seconds since 1970.", example: "1780676100" }),
  "webhook-signature": z.string().meta({
    description:
      "`v1,` and the signature by Standard Webhooks 1.0.0; several with spaces between them while the secret is rotated.",
    example: "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
  }),
});

/** What is sent to webhook endpoints, for the OpenAPI document. */
export function describeWebhooks(): ZodOpenApiPathsObject {
  const types = Object.keys(webhookMessages) as (keyof typeof webhookMessages)[];
  return Object.fromEntries(
    types.map((type) => [
      type,
      {
        post: {
          operationId: `receive ${type}`.replaceAll(/[ .](\w)/g, (_match, letter: string) => letter.toUpperCase()),
          summary: summaries[type],
          description:
            "Answer with any 2xx within 15 seconds. Everything else is a failure, and it is sent again later.",
          tags: ["webhooks"],
          // It is we who call; what proves it is the signature.
          security: [],
          requestParams: { header: headers },
          requestBody: { required: true, content: { "application/json": { schema: webhookMessages[type] } } },
          responses: {
            "2XX": { description: "It has arrived." },
            410: { description: "Nobody wants it any more: the endpoint is disabled." },
            429: { description: "Too much at once. `Retry-After` is obeyed." },
          },
        },
      },
    ]),
  ) as ZodOpenApiPathsObject;
}
