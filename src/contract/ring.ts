import { z } from "zod";
import { families, identifierKinds, type IdentifierKind } from "../model/identifier.ts";
import { ringStatuses } from "../model/ring.ts";
import { verdictKinds } from "../model/verdict.ts";
import { familyBits } from "./family-bits.ts";
import { IndicatorMatchBody } from "./indicator.ts";
import { RingDayBody } from "./ring-timeline.ts";
import { pageOf, pageParameters } from "./page.ts";
import { Time, TimeInput } from "./time.ts";

const kinds = Object.keys(identifierKinds) as [IdentifierKind, ...IdentifierKind[]];

export const SignalBody = z
  .strictObject({
    name: z.string().meta({ description: "Stable name of the signal.", example: "daily-rhythm" }),
    weight: z.number().meta({
      description: "Log-odds (natural logarithm) that it adds to the risk; negative where it speaks for innocence.",
      example: 1.8,
    }),
    summary: z.string().meta({
      description: "One sentence that a person can check.",
      example: "212 of 230 accounts are active in every hour of the day",
    }),
  })
  .meta({ id: "Signal" });

export const RingBody = z
  .strictObject({
    id: z.string().meta({ example: "ring_4f1d2c9a07b3e856" }),
    status: z.enum(ringStatuses),
    risk: z
      .number()
      .min(0)
      .max(1)
      .meta({ description: "Probability that the ring is coordinated abuse.", example: 0.98 }),
    flagged: z.boolean().meta({ description: "Whether the risk is at or above the policy's threshold." }),
    member_count: z.int().min(1).meta({ example: 230 }),
    request_count: z.int().min(0).meta({ description: "Requests of all members in the window.", example: 48_210 }),
    first_event_at: Time.meta({ description: "First event of any member in the window." }),
    last_event_at: Time.meta({ description: "Last event of any member in the window." }),
    first_flagged_at: Time.nullable().meta({ description: "`as_of` of the first run that flagged it." }),
    signals: z.array(SignalBody),
    families: z
      .array(z.enum(families))
      .meta({ description: "Families of the identifiers that tie it together.", example: ["network", "payment"] }),
  })
  .meta({ id: "Ring" });
export type RingBody = z.infer<typeof RingBody>;

export const Reasons = z.array(z.string()).meta({
  description:
    "What ties the account to its ring, in sentences with the account as their subject, the most telling of each family first. Identifiers are masked without the scope `identifiers:read`.",
  example: ["shares card pm_1 with 11 other members and nobody else (12.3 bits)"],
});
export const Objections = z.array(z.string()).meta({
  description: "What speaks against that. What speaks against the whole ring is among its signals.",
  example: ["3 of its 4 addresses are used by nobody else"],
});

const IdentifierBody = z.strictObject({
  kind: z.enum(kinds),
  family: z.enum(families),
  value: z.string().meta({ description: "As in the ring's evidence, masked like there.", example: "pm_1" }),
});

const bits = z.number().min(0);

export const MemberBody = z
  .strictObject({
    account_id: z.string().meta({ example: "acct_1" }),
    joined_at: Time.meta({ description: "`as_of` of the run that first found it in the ring." }),
    evidence_bits: z
      .number()
      .min(0)
      .meta({ description: "Bits of its strongest link inside the ring.", example: 31.5 }),
    request_count: z.int().min(0).meta({ example: 210 }),
    reasons: Reasons,
    against: Objections,
    ties: z
      .strictObject({
        bits: bits.meta({
          description: "How far what it shares with the ring says that it belongs: the sum of the families.",
          example: 24.6,
        }),
        needed_bits: bits.meta({ description: "So many a member of this ring needs.", example: 12.1 }),
        families: familyBits,
      })
      .nullable()
      .meta({
        description:
          "What the other members use more than those do who are in no ring, in bits: what the run let the account in by. Null where the policy of the newest run is not one of this program's.",
      }),
    partners: z
      .array(z.strictObject({ account_id: z.string().meta({ example: "acct_2" }), bits }))
      .max(5)
      .meta({
        description: "Who it is most strongly linked with, strongest first; `/v1/accounts/{id}/links` has more.",
      }),
    untied_by: z
      .array(IdentifierBody)
      .nullable()
      .meta({
        description: [
          "The fewest identifiers without which the account would not belong to the ring: it would lack bits, or stand on one family, or have",
          "neither network nor payment nor device in common with it. Null where what it shares does not hold it by itself: it came in by",
          "sign-ups made together, or its policy is not known.",
        ].join(" "),
      }),
  })
  .meta({ id: "RingMember" });
export type MemberBody = z.infer<typeof MemberBody>;

export const EvidenceBody = z
  .strictObject({
    kind: z.enum(kinds),
    family: z.enum(families),
    value: z.string().meta({
      description:
        "The identifier; a keyed hash where the kind is `email` or `phone`. Without the scope `identifiers:read` a mask such as `203.0.•••#5f1c09ab`, the same in every answer.",
      example: "203.0.113.7",
    }),
    member_count: z
      .int()
      .min(1)
      .meta({ description: "Members that use it; one alone only of what has a verdict.", example: 41 }),
    other_count: z
      .int()
      .min(0)
      .meta({ description: "Accounts in the window that use it and are not members.", example: 2 }),
    bits: z.number().min(0).meta({ description: "What sharing it says about two members.", example: 11.2 }),
    contribution: z
      .number()
      .min(0)
      .meta({ description: "`bits` times the members that it ties beyond the first.", example: 448 }),
    first_seen_at: Time,
    last_seen_at: Time,
    verdict: z.enum(verdictKinds).nullable().meta({
      description:
        "What an analyst had said of it when the run looked. All but `known_bad` excuse it: it ties nobody, and says no bits.",
    }),
    indicators: z.array(IndicatorMatchBody).meta({
      description: "What peers say of it now, each what it is surest of. The ring's risk knows nothing of that.",
    }),
  })
  .meta({ id: "RingEvidence" });
export type EvidenceBody = z.infer<typeof EvidenceBody>;

export const ringSorts = [
  "-risk",
  "risk",
  "-member_count",
  "member_count",
  "-request_count",
  "request_count",
  "-recent_signups",
  "recent_signups",
  "-first_flagged_at",
  "first_flagged_at",
  "-last_event_at",
  "last_event_at",
] as const;

const risk = z.coerce.number({ error: "must be a number from 0 to 1" }).min(0).max(1).optional();
const memberCount = z.coerce
  .number({ error: "must be a whole number, 1 or more" })
  .int()
  .min(1)
  .max(1_000_000_000)
  .optional();

export const RingListQuery = z.strictObject({
  flagged: z
    .enum(["true", "false", "any"])
    .default("true")
    .meta({ description: "Flagged rings unless told otherwise." }),
  status: z.enum(ringStatuses).optional().meta({ description: "Without it every ring but the dissolved ones." }),
  min_risk: risk.meta({ description: "At this risk or above.", example: 0.95 }),
  max_risk: risk.meta({ description: "At this risk or below.", example: 0.99 }),
  min_members: memberCount.meta({ description: "With so many members or more.", example: 10 }),
  max_members: memberCount.meta({ description: "With so many members or fewer.", example: 999 }),
  flagged_after: TimeInput.optional().meta({ description: "First flagged by a run of this moment or later." }),
  flagged_before: TimeInput.optional().meta({ description: "First flagged by a run before this moment." }),
  active_after: TimeInput.optional().meta({ description: "With the last event at this moment or later." }),
  active_before: TimeInput.optional().meta({ description: "With the last event before this moment." }),
  sort: z.enum(ringSorts).default("-risk").meta({ description: "A leading minus sorts downwards. Ties go by id." }),
  include: z.literal("timeline").optional().meta({
    description: "Adds to each ring what its `/timeline` says and how fast it grows, so that a list can show it.",
    example: "timeline",
  }),
  ...pageParameters,
});

export const PageQuery = z.strictObject(pageParameters);

export const ListedRingBody = RingBody.extend({
  recent_signups: z.int().min(0).optional().meta({
    description:
      "Members that signed up in the seven days up to the moment that the newest run looked from; only with `include=timeline`.",
    example: 12,
  }),
  timeline: z.array(RingDayBody).optional().meta({
    description: "Its days in the window of the newest run; only with `include=timeline`, and at most 200.",
  }),
}).meta({ id: "ListedRing" });
export type ListedRingBody = z.infer<typeof ListedRingBody>;

export const RingPage = pageOf(ListedRingBody).meta({ id: "RingPage" });
export const MemberPage = pageOf(MemberBody).meta({ id: "RingMemberPage" });
export const EvidencePage = pageOf(EvidenceBody).meta({ id: "RingEvidencePage" });
