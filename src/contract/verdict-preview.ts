import { z } from "zod";
import { type IdentifierKind, identifierKinds } from "../model/identifier.ts";

const kinds = Object.keys(identifierKinds) as [IdentifierKind, ...IdentifierKind[]];
const whole = z.int().min(0);

export const VerdictPreviewQuery = z.strictObject({
  kind: z.enum(kinds).meta({ example: "ip" }),
  value: z.string().min(1).max(320).meta({ description: "As an event gives it.", example: "203.0.113.7" }),
});

export const VerdictPreviewBody = z
  .strictObject({
    members: whole.meta({ description: "Members of the ring.", example: 230 }),
    users: whole.meta({ description: "Members that use the identifier, or what goes with it.", example: 41 }),
    examined: whole.meta({ description: "How many of them were looked at: a thousand at most.", example: 41 }),
    untied: whole.meta({ description: "How many of those would not belong to the ring any more.", example: 12 }),
    account_ids: z
      .array(z.string())
      .max(100)
      .meta({ description: "The first hundred of them.", example: ["acct_1"] }),
  })
  .meta({ id: "VerdictPreview" });
export type VerdictPreviewBody = z.infer<typeof VerdictPreviewBody>;
