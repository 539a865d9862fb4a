import { z } from "zod";
import type { MessageType } from "../model/webhook-event.ts";
import { DecisionBody } from "./decision.ts";
import { familyBits } from "./family-bits.ts";
import { RingBody } from "./ring.ts";
import { RingChangeBody } from "./ring-change.ts";
import { RunBody } from "./run.ts";
import { Time } from "./time.ts";

const Path = z.string().meta({
  description: "Below the address at which you reach the service.",
  example: "/v1/rings/ring_4f1d2c9a07b3e856",
});

const ringLinks = { ring: Path, members: Path, evidence: Path, history: Path, timeline: Path };

/** Of a ring that a run has looked at. */
const RingNews = z
  .strictObject({
    ring: RingBody,
    previously: z
      .strictObject({ risk: z.number().min(0).max(1), member_count: z.int().min(1) })
      .nullable()
      .meta({
        description: "What was last told of the ring, or what the analyst saw who decided since; null the first time.",
      }),
    changes: z
      .array(RingChangeBody)
      .meta({ description: "What the run noted of it, as in its history. Identifiers are not named." }),
    links: z.strictObject({
      ...ringLinks,
      run: Path,
      others: z.array(Path).meta({ description: "Rings that the changes name." }),
    }),
  })
  .meta({ id: "RingNews" });

const messageOf = <Type extends MessageType, Data extends z.ZodType>(type: Type, data: Data) =>
  z.strictObject({
    type: z.literal(type),
    timestamp: Time.meta({ description: "When it was published or decided; not when it is sent." }),
    data,
  });

/** Every message by its type, as it is sent. */
export const webhookMessages = {
  "ring.detected": messageOf("ring.detected", RingNews).meta({ id: "RingDetectedMessage" }),
  "ring.grown": messageOf("ring.grown", RingNews).meta({ id: "RingGrownMessage" }),
  "ring.escalated": messageOf("ring.escalated", RingNews).meta({ id: "RingEscalatedMessage" }),
  "ring.succeeded": messageOf("ring.succeeded", RingNews).meta({ id: "RingSucceededMessage" }),
  "ring.dissolved": messageOf("ring.dissolved", RingNews).meta({ id: "RingDissolvedMessage" }),
  "ring.decided": messageOf(
    "ring.decided",
    z.strictObject({ ring: RingBody, decision: DecisionBody, links: z.strictObject(ringLinks) }),
  ).meta({ id: "RingDecidedMessage" }),
  "account.attached": messageOf(
    "account.attached",
    z.strictObject({
      account_id: z.string().meta({ example: "acct_1" }),
      ties: z
        .strictObject({
          bits: z.number().min(0).meta({ description: "How far what it shares says that it belongs.", example: 24.6 }),
          needed_bits: z.number().min(0).meta({ description: "So many a member of this ring needs.", example: 12.1 }),
          families: familyBits,
        })
        .meta({ description: "What ties it to the ring, by the rule that members are let in by." }),
      ring: RingBody.meta({ description: "The ring as the newest run found it: without the account." }),
      links: z.strictObject(ringLinks),
    }),
  ).meta({ id: "AccountAttachedMessage" }),
  "run.failed": messageOf("run.failed", z.strictObject({ run: RunBody, links: z.strictObject({ run: Path }) })).meta({
    id: "RunFailedMessage",
  }),
  "alerts.digest": messageOf(
    "alerts.digest",
    z.strictObject({
      until: Time.meta({ description: "It holds what there was to tell before this moment." }),
      counts: z
        .record(z.string(), z.int().min(1))
        .meta({ description: "Messages by type.", example: { "ring.detected": 2 } }),
      messages: z
        .array(z.looseObject({ type: z.string(), timestamp: Time }))
        .max(100)
        .meta({ description: "The messages themselves: failed runs first, then the riskiest." }),
      omitted: z.int().min(0).meta({ description: "Messages that are counted but not here." }),
    }),
  ).meta({ id: "AlertsDigestMessage" }),
  "webhook.test": messageOf(
    "webhook.test",
    z.strictObject({ endpoint_id: z.string().meta({ example: "whe_4f1d2c9a07b3e856" }), note: z.string() }),
  ).meta({ id: "WebhookTestMessage" }),
} as const;
