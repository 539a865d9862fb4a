import { z } from "zod";
import { runStages, runStatuses } from "../model/run.ts";
import { pageOf } from "./page.ts";
import { Time, TimeInput } from "./time.ts";

export const RunInput = z
  .strictObject({
    as_of: TimeInput.optional().meta({
      description: "Look at the window before this moment. The newest event's time unless given.",
      example: "2026-06-05T18:30:00Z",
    }),
    window_days: z.int().min(1).max(3650).optional().meta({
      description: "Length of the window. The policy's 90 unless given.",
      example: 90,
    }),
  })
  .meta({ id: "RunInput" });

const count = z.int().min(0).optional();
const seconds = z.number().min(0).optional();

export const RunBody = z
  .strictObject({
    id: z.string().meta({ example: "run_7" }),
    status: z.enum(runStatuses),
    stage: z.enum(runStages).meta({ description: "The stage that it is in, or ended in." }),
    progress: z.number().min(0).max(1).meta({ description: "Share of the work done.", example: 0.42 }),
    as_of: Time,
    window_days: z.int().min(1),
    policy_version: z.string().meta({ description: "Version of the weights and thresholds.", example: "1" }),
    code_version: z.string().meta({ description: "Version of the program.", example: "0.1.0" }),
    started_at: Time,
    finished_at: Time.nullable(),
    failure: z.string().nullable().meta({ description: "Why it failed." }),
    counts: z
      .strictObject({
        accounts: count,
        identifiers: count,
        sightings: count,
        links: count,
        communities: count,
        rings: count,
        flagged_rings: count,
        flagged_accounts: count,
      })
      .meta({ description: "What is known so far." }),
    timings: z
      .strictObject({ load: seconds, link: seconds, group: seconds, assess: seconds, match: seconds, publish: seconds })
      .meta({ description: "Seconds spent in each stage that has ended." }),
  })
  .meta({ id: "Run" });
export type RunBody = z.infer<typeof RunBody>;

export const RunPage = pageOf(RunBody).meta({ id: "RunPage" });
