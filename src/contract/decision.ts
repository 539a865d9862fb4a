import { z } from "zod";
import { decisionOutcomes } from "../model/decision.ts";
import { pageOf } from "./page.ts";
import { Time } from "./time.ts";

/** Postgres cannot store NUL or half of a surrogate pair. */
const storable = (text: string) => !/\0|\p{Surrogate}/u.test(text);

export const DecisionInput = z
  .strictObject({
    outcome: z.enum(decisionOutcomes).meta({
      description: "`reopened` takes back what was said before.",
      example: "dismissed",
    }),
    reason: z
      .string()
      .trim()
      .min(1, "must say why")
      .max(2000)
      .refine(storable, "must not contain NUL or broken characters")
      .meta({ example: "The office of a customer; they sent their contract." }),
  })
  .meta({ id: "DecisionInput" });

export const DecisionBody = z
  .strictObject({
    id: z.string().meta({ example: "decision_1" }),
    ring_id: z.string().meta({ example: "ring_4f1d2c9a07b3e856" }),
    outcome: z.enum(decisionOutcomes),
    reason: z.string(),
    risk_when_decided: z.number().min(0).max(1).meta({ description: "The risk that the analyst saw." }),
    decided_by: z.string().meta({ description: "Name of the key that the decision came with.", example: "ada" }),
    decided_at: Time,
  })
  .meta({ id: "Decision" });
export type DecisionBody = z.infer<typeof DecisionBody>;

export const DecisionPage = pageOf(DecisionBody).meta({ id: "DecisionPage" });
