import { z } from "zod";
import { decisionOutcomes } from "../model/decision.ts";
import { pageOf } from "./page.ts";
import { ProblemBody } from "./problem.ts";
import { RingBody } from "./ring.ts";
import { Storable } from "./storable.ts";
import { Time } from "./time.ts";

export const DecisionInput = z
  .strictObject({
    outcome: z.enum(decisionOutcomes).meta({
      description: "`reopened` takes back what was said before.",
      example: "dismissed",
    }),
    reason: Storable.trim()
      .min(1, "must say why")
      .max(2000)
      .meta({ example: "The office of a customer; they sent their contract." }),
  })
  .meta({ id: "DecisionInput" });

export const DecisionBody = z
  .strictObject({
    id: z.string().meta({ example: "decision_1" }),
    ring_id: z.string().meta({ example: "ring_4f1d2c9a07b3e856" }),
    outcome: z.enum(decisionOutcomes),
    reason: z.string().meta({ example: "The office of a customer; they sent their contract." }),
    risk_when_decided: z.number().min(0).max(1).meta({ description: "The risk that the analyst saw." }),
    decided_by: z.string().meta({ description: "Name of the key that the decision came with.", example: "ada" }),
    decided_at: Time,
  })
  .meta({ id: "Decision" });
export type DecisionBody = z.infer<typeof DecisionBody>;

export const DecisionPage = pageOf(DecisionBody).meta({ id: "DecisionPage" });

/** A decision that was meant for another state of the ring than the one that it is in. */
export const RingOutdatedBody = ProblemBody.extend({
  ring: RingBody.meta({ description: "The ring as it is now; its version is in the answer's `ETag`." }),
}).meta({ id: "RingOutdatedProblem" });
