import { z } from "zod";
import { runStages, runStatuses } from "../model/run.ts";
import { differenceKinds } from "../model/shadow-difference.ts";
import { pageOf, pageParameters } from "./page.ts";
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
    shadow: z.literal(true).optional().meta({
      description:
        "Try a policy out: nothing is published, and the run says whom `policy` would newly flag and whom release. Looks at what the newest published run looked at unless told otherwise.",
    }),
    policy: z
      .union([z.string().min(1).max(64), z.record(z.string(), z.unknown())])
      .optional()
      .meta({
        description:
          "Of a shadow run, and only of one: a policy's version, or the policy itself. Others judge by the active policy.",
        example: "2026-06-careful",
      }),
  })
  .refine(({ shadow, policy }) => shadow === true || policy === undefined, {
    path: ["policy"],
    message: "is tried out with `shadow: true`, and put to use by promoting it",
  })
  .refine(({ shadow, policy }) => shadow !== true || policy !== undefined, {
    path: ["policy"],
    message: "is what a shadow run tries out",
  })
  .meta({ id: "RunInput" });

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ example: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" });
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
    heeded: z
      .strictObject({
        verdicts: whole.meta({ description: "Identifiers with a verdict." }),
        confirmed_accounts: whole.meta({ description: "Accounts that were in a ring when it was confirmed." }),
        dismissed_accounts: whole.meta({
          description: "Accounts that were in a ring when it was dismissed, and in none that was confirmed.",
        }),
        hash: sha256.meta({ description: "SHA-256 of the canonical JSON of the verdicts and of these accounts." }),
      })
      .nullable()
      .meta({ description: "What analysts had said that it heeded; null of a run before there were verdicts." }),
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
      "What went into a run and what came out. Where two runs had the same events, policy, program and words of analysts before them, the hashes are equal.",
  });

const count = z.int().min(0).optional();
const seconds = z.number().min(0).optional();

export const RunBody = z
  .strictObject({
    id: z.string().meta({ example: "run_7" }),
    status: z.enum(runStatuses).meta({
      description:
        "`published` of a shadow run: whom its policy judges otherwise can be read; the rings are as they were.",
    }),
    shadow: z.boolean().meta({ description: "Whether it only tries a policy out." }),
    stage: z.enum(runStages).meta({ description: "The stage that it is in, or ended in." }),
    progress: z.number().min(0).max(1).meta({ description: "Share of the work done.", example: 0.42 }),
    as_of: Time,
    window_days: z.int().min(1),
    policy_version: z.string().meta({ description: "Version of the weights and thresholds.", example: "1" }),
    code_version: z.string().meta({ description: "Version of the program.", example: "0.1.0" }),
    started_at: Time,
    finished_at: Time.nullable(),
    failure: z.string().nullable().meta({ description: "Why it failed.", example: null }),
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
        null_model_rings: count.meta({
          description: "Rings flagged in a sample in which who uses what is dealt anew: 0 in a healthy run.",
        }),
        newly_flagged_accounts: count,
        released_accounts: count,
      })
      .meta({ description: "What is known so far. The last two are a shadow run's." }),
    timings: z
      .strictObject({ load: seconds, link: seconds, group: seconds, assess: seconds, match: seconds, publish: seconds })
      .meta({ description: "Seconds spent in each stage that has ended." }),
    manifest: RunManifestBody.nullable().meta({ description: "Null until it is published." }),
  })
  .meta({ id: "Run" });
export type RunBody = z.infer<typeof RunBody>;

export const ShadowDifferenceBody = z
  .strictObject({
    account_id: z.string().meta({ example: "acct_1" }),
    kind: z.enum(differenceKinds).meta({
      description:
        "`newly-flagged`: the policy flags it, and it is not flagged today; `released`: the other way round.",
    }),
    ring_id: z.string().meta({
      example: "ring_4f1d2c9a07b3e856",
      description:
        "The ring that accuses it: of a newly flagged account the one that the shadow run found, which may be new and then is nowhere else; of a released one the published.",
    }),
    risk: z.number().min(0).max(1).meta({ description: "That ring's risk.", example: 0.93 }),
  })
  .meta({ id: "ShadowDifference" });
export type ShadowDifferenceBody = z.infer<typeof ShadowDifferenceBody>;

export const DifferenceListQuery = z.strictObject({
  kind: z.enum(differenceKinds).optional().meta({ description: "Both unless given." }),
  ...pageParameters,
});

export const ShadowDifferencePage = pageOf(ShadowDifferenceBody).meta({ id: "ShadowDifferencePage" });

export const RunPage = pageOf(RunBody).meta({ id: "RunPage" });
