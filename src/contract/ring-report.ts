import { z } from "zod";
import { families, type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import { ringStatuses } from "../model/ring.ts";
import { DecisionBody } from "./decision.ts";
import { RingProfileBody } from "./ring-profile.ts";
import { EvidenceBody, MemberBody, RingBody, SignalBody } from "./ring.ts";
import { RunManifestBody } from "./run.ts";
import { Time } from "./time.ts";

const kinds = Object.keys(identifierKinds) as [IdentifierKind, ...IdentifierKind[]];
const whole = z.int().min(0);
const sentences = z.array(z.string()).meta({
  description: "For people; the figures stand beside them.",
  example: ["230 accounts made 48,210 exchanges between 22 April and 5 June 2026"],
});

/** What another ring is to this one. */
export const ringRelations = ["split_from", "took_in", "succeeds", "split_off", "went_into", "succeeded_by"] as const;

export const ReportMemberBody = MemberBody.pick({
  account_id: true,
  joined_at: true,
  evidence_bits: true,
  request_count: true,
  reasons: true,
  against: true,
}).meta({ id: "ReportMember" });
export type ReportMemberBody = z.infer<typeof ReportMemberBody>;

export const LineageBody = z
  .strictObject({
    relation: z.enum(ringRelations).meta({
      description:
        "What the other ring is to this one: it came off it (`split_from`), the other went into it (`took_in`), it took over what the other had used (`succeeds`); and the other way round.",
    }),
    ring_id: z.string().meta({ description: "The other ring.", example: "ring_0a9b8c7d6e5f4a3b" }),
    at: Time.meta({ description: "`as_of` of the run that found it." }),
    reason: z.string().meta({ example: "took over 4 cards that the other ring had used" }),
    status: z.enum(ringStatuses),
    accounts: whole,
    exchanges: whole,
    first_event_at: Time,
    last_event_at: Time,
  })
  .meta({ id: "RingLineage" });
export type LineageBody = z.infer<typeof LineageBody>;

export const RingReportBody = z
  .strictObject({
    ring: RingBody,
    made_at: Time,
    made_by: z
      .string()
      .meta({ description: "Name of the key that asked, or who sat at the command line.", example: "ada" }),
    program_version: z.string().meta({ example: "0.1.0" }),
    masked: z
      .boolean()
      .meta({ description: "Whether identifiers are masked, for want of the scope `identifiers:read`." }),
    operation: z
      .strictObject({
        accounts: whole.meta({ example: 621 }),
        exchanges: whole.meta({ description: "Requests of all members in the run's window.", example: 43_712 }),
        first_event_at: Time,
        last_event_at: Time,
        capabilities: RingProfileBody.shape.capabilities,
        means: z
          .array(
            z.strictObject({
              kind: z.enum(kinds),
              family: z.enum(families),
              used: whole.meta({ description: "How many different ones the members used in the run's window." }),
              shared: whole.meta({ description: "How many of these two members or more used." }),
            }),
          )
          .meta({ description: "Through how many addresses, with how many payment instruments, and so on." }),
        sentences,
      })
      .meta({
        description: "How many accounts made how many exchanges, from when to when, aimed at what, through what.",
      }),
    method: z.strictObject({ sentences }).meta({ description: "How it was found." }),
    certainty: z
      .strictObject({
        risk: z.number().min(0).max(1),
        flag_threshold: z.number().nullable().meta({
          description: "From this risk on the run's policy flags; null where the policy is not there any more.",
        }),
        for: z.array(SignalBody).meta({ description: "What speaks for coordinated abuse, the heaviest first." }),
        against: z.array(SignalBody).meta({ description: "What speaks against it, the heaviest first." }),
        members_with_objections: whole.meta({
          description: "Members of whom something speaks against it, as `members` says.",
        }),
        sentences,
      })
      .meta({ description: "How sure it is." }),
    decisions: z.array(DecisionBody).meta({ description: "What analysts said of it, newest first." }),
    lineage: z
      .array(LineageBody)
      .meta({ description: "The rings that it comes from and that came of it, newest first." }),
    run: z.strictObject({
      id: z.string().meta({ description: "The newest run that found the ring.", example: "run_7" }),
      manifest: RunManifestBody.nullable(),
    }),
    evidence: z
      .array(EvidenceBody)
      .meta({ description: "What the members share, the largest contribution first; all that the run kept." }),
    members: z.array(ReportMemberBody).meta({ description: "By account id." }),
    integrity: z
      .strictObject({
        algorithm: z.literal("SHA-256"),
        over: z.string().meta({ example: "the canonical JSON (RFC 8785) of the evidence" }),
        hash: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .meta({ example: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }),
      })
      .meta({ description: "To tell whether the evidence is what it was when the report was made." }),
  })
  .meta({ id: "RingReport" });
export type RingReportBody = z.infer<typeof RingReportBody>;
