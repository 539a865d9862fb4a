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

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const whole = z.int().min(0);

export const RunManifestBody = z
  .strictObject({
    hash: sha256.meta({
      description: "SHA-256 of the canonical JSON (RFC 8785) of the rest but `read.newest_received_at`.",
    }),
    policy_version: z.string().meta({ example: "1" }),
    policy_hash: sha256.meta({ description: "SHA-256 of the policy's canonical JSON." }),
    code_version: z.string().meta({ example: "0.1.0" }),
    seed: z.int().meta({ description: "Of whatever is drawn by chance.", example: 1 }),
    as_of: Time,
    window_days: z.int().min(1),
    read: z
      .strictObject({
        newest_event_at: Time.nullable().meta({ description: "Time of the newest event in the window." }),
        newest_received_at: Time.nullable().meta({ description: "When the newest event of all had come in." }),
        events: whole.meta({ description: "Events on the days (UTC) that the window touches." }),
        accounts: whole,
        identifiers: whole,
        sightings: whole,
      })
      .meta({ description: "How far the data went." }),
    found: z.strictObject({
      links: whole,
      communities: whole,
      rings: whole,
      flagged_rings: whole,
      flagged_accounts: whole,
      rings_hash: sha256.meta({ description: "SHA-256 of the canonical JSON of all rings with their members." }),
    }),
  })
  .meta({
    id: "RunManifest",
    description:
      "What went into a run and what came out. Where two runs had the same events, policy and program before them, the hashes are equal.",
  });

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
    manifest: RunManifestBody.nullable().meta({ description: "Null until it is published." }),
  })
  .meta({ id: "Run" });
export type RunBody = z.infer<typeof RunBody>;

export const RunPage = pageOf(RunBody).meta({ id: "RunPage" });
