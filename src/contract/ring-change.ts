import { z } from "zod";
import { ringStatuses } from "../model/ring.ts";
import { ringChangeKinds } from "../model/ring-change.ts";
import { pageOf } from "./page.ts";
import { Time } from "./time.ts";

const accounts = z.array(z.string()).max(100);

export const RingChangeBody = z
  .strictObject({
    id: z.string().meta({ example: "change_12" }),
    ring_id: z.string().meta({ example: "ring_4f1d2c9a07b3e856" }),
    kind: z.enum(ringChangeKinds).meta({
      description: [
        "`appeared`; `split`: it came off the other ring; `merged`: the other ring went into it; `succeeded`: it took over what the",
        "other ring had used, without its members; `returned`: it was gone and is back; `members`: accounts joined or left; `grown`:",
        "so many joined that it matters by the policy; `risk`; `flagged` and `released`: the risk crossed the policy's threshold;",
        "`dissolved`; `decided`.",
      ].join(" "),
      example: "grown",
    }),
    at: Time.meta({ description: "`as_of` of the run that found it, or when it was decided." }),
    run_id: z.string().nullable().meta({ description: "The run that found it; null of a decision.", example: "run_7" }),
    other_ring_id: z
      .string()
      .nullable()
      .meta({ description: "The ring that it came from or that went into it.", example: null }),
    member_count: z
      .int()
      .min(1)
      .meta({ description: "Afterwards; a dissolved ring keeps the number that it had.", example: 53 }),
    risk: z.number().min(0).max(1).meta({ description: "Afterwards.", example: 0.98 }),
    status: z.enum(ringStatuses).meta({ description: "Afterwards." }),
    joined_count: z.int().min(0).meta({ example: 12 }),
    left_count: z.int().min(0).meta({ example: 0 }),
    joined: accounts.meta({ description: "Who joined; the first hundred by account id.", example: ["acct_1"] }),
    left: accounts.meta({ description: "Who left; the first hundred by account id.", example: [] }),
    reason: z
      .string()
      .meta({ description: "One sentence that a person can check.", example: "12 joined: 53 accounts now" }),
  })
  .meta({ id: "RingChange" });
export type RingChangeBody = z.infer<typeof RingChangeBody>;

export const RingChangePage = pageOf(RingChangeBody).meta({ id: "RingChangePage" });
