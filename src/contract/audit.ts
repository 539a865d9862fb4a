import { z } from "zod";
import { auditActions } from "../model/audit-entry.ts";
import { pageOf } from "./page.ts";
import { Time } from "./time.ts";

const state = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable();

export const AuditEntryBody = z
  .strictObject({
    id: z.string().meta({ example: "audit_7" }),
    at: Time,
    actor: z.string().meta({
      description:
        "Name of the key that it came with, or who sat at the command line; `ringfence` is the program itself.",
      example: "ada",
    }),
    key_id: z
      .string()
      .nullable()
      .meta({ description: "That key's id; null without one.", example: "key_4f1d2c9a07b3e856" }),
    action: z.enum(auditActions),
    subject: z.string().meta({
      description: "Id of what was changed. Never an identifier's value or an account.",
      example: "verdict_1",
    }),
    before: state.meta({
      description: "How it was, as far as it changed; null where there was nothing.",
      example: null,
    }),
    after: state.meta({
      description: "How it is, as far as it changed; null where there is nothing.",
      example: { verdict: "office" },
    }),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntryBody = z.infer<typeof AuditEntryBody>;

export const AuditPage = pageOf(AuditEntryBody).meta({ id: "AuditPage" });
