import { z } from "zod";
import { policyActions } from "../model/policy-change.ts";
import { pageOf } from "./page.ts";
import { Time } from "./time.ts";

const version = z.string().meta({ example: "2026-06-careful" });

export const PolicySummaryBody = z
  .strictObject({
    version,
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({
        description: "SHA-256 of the policy's canonical JSON (RFC 8785).",
        example: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      }),
    active: z.boolean().meta({ description: "Whether runs judge by it. Of all policies one is." }),
    created_at: Time,
    created_by: z
      .string()
      .meta({ description: "Who added it; `ringfence` where the program brought it along.", example: "ada" }),
  })
  .meta({ id: "PolicySummary" });
export type PolicySummaryBody = z.infer<typeof PolicySummaryBody>;

export const PolicyBody = PolicySummaryBody.extend({
  document: z.record(z.string(), z.unknown()).meta({ description: "Every weight and threshold." }),
}).meta({ id: "Policy" });
export type PolicyBody = z.infer<typeof PolicyBody>;

export const PolicyList = z.strictObject({ data: z.array(PolicySummaryBody) }).meta({ id: "PolicyList" });

export const PolicyChangeBody = z
  .strictObject({
    id: z.string().meta({ example: "policy_change_3" }),
    action: z.enum(policyActions),
    version,
    before_version: z.string().nullable().meta({
      description: "The policy that was active before; null of an addition, and of the very first.",
      example: "1",
    }),
    actor: z
      .string()
      .meta({ description: "Name of the key that it came with, or who sat at the command line.", example: "ada" }),
    at: Time,
  })
  .meta({ id: "PolicyChange" });
export type PolicyChangeBody = z.infer<typeof PolicyChangeBody>;

export const PolicyChangePage = pageOf(PolicyChangeBody).meta({ id: "PolicyChangePage" });
