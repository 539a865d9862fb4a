import { z } from "zod";
import { type Assessment, certainties } from "../model/assessment.ts";
import { families, type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import { verdictKinds } from "../model/verdict.ts";
import { SignupEvent, UsageEvent } from "./event.ts";
import { familyBits } from "./family-bits.ts";
import { IndicatorMatchBody, toIndicatorMatchBody } from "./indicator.ts";
import { Time } from "./time.ts";

const kinds = Object.keys(identifierKinds) as [IdentifierKind, ...IdentifierKind[]];
const bits = z.number().min(0);
const probability = z.number().min(0).max(1);

/** What a sign-up form knows. */
export const AssessmentInput = z
  .strictObject({
    occurred_at: SignupEvent.shape.occurred_at.optional(),
    ip: SignupEvent.shape.ip,
    email: SignupEvent.shape.email,
    phone: SignupEvent.shape.phone,
    payment_instrument: SignupEvent.shape.payment_instrument,
    device_id: SignupEvent.shape.device_id,
    organization_id: SignupEvent.shape.organization_id,
    prompt_fingerprint: UsageEvent.shape.prompt_fingerprint,
  })
  .meta({
    id: "AssessmentInput",
    description:
      "What is known of a sign-up, in the fields that its event would have. It is now unless `occurred_at` says otherwise.",
    example: { ip: "203.0.113.7", payment_instrument: "pm_fingerprint", device_id: "dev_1" },
  });
export type AssessmentInput = z.infer<typeof AssessmentInput>;

const AssessedRingBody = z.strictObject({
  ring_id: z.string().meta({ example: "ring_4f1d2c9a07b3e856" }),
  risk: probability.meta({ description: "The ring's own." }),
  membership: probability.meta({ description: "Probability that the sign-up belongs to the ring." }),
  bits: bits.meta({ description: "How far what it shares with the ring says so.", example: 24.6 }),
  needed_bits: bits.meta({ description: "So many a member of this ring needs.", example: 12.1 }),
  families: familyBits,
  links: z
    .array(
      z.strictObject({
        account_id: z.string().meta({ example: "acct_2" }),
        bits,
        families: familyBits,
        timing: bits.meta({ description: "Bits that closeness in time adds." }),
      }),
    )
    .max(5)
    .meta({
      description: "The members that it would be linked with by what each alone shares with it, strongest first.",
    }),
  sentence: z.string().meta({
    example: "It would belong to ring_4f1d2c9a07b3e856 by an address and a card (24.6 of 12.1 bits)",
  }),
});

const AssessedEvidenceBody = z.strictObject({
  kind: z.enum(kinds),
  family: z.enum(families),
  ring_id: z.string().nullable().meta({
    description: "The ring whose members use it; null of a verdict alone, and of what a peer says.",
    example: "ring_4f1d2c9a07b3e856",
  }),
  bits: bits.meta({ description: "How far sharing it says that the sign-up belongs to that ring." }),
  member_count: z.int().min(0).meta({ description: "Members of the ring that use it." }),
  other_count: z.int().min(0).meta({ description: "Accounts in the run's window that use it and are in no ring." }),
  verdict: z.enum(verdictKinds).nullable(),
  indicator: IndicatorMatchBody.nullable().meta({
    description: "What a peer says of it; null of all else. It changes neither `risk` nor `attaches`.",
  }),
  sentence: z.string().meta({
    example:
      "Its card is used by 11 of the 299 accounts of ring_4f1d2c9a07b3e856 and by nobody outside of rings (9.3 bits)",
  }),
});

export const AssessmentBody = z
  .strictObject({
    risk: probability.meta({
      description:
        "Probability that the sign-up belongs to coordinated abuse, as far as known rings and verdicts can tell: a ring's risk times the probability that it belongs to it. 0 is no proof of innocence.",
    }),
    attaches: z.boolean().meta({ description: "Whether it would belong to any flagged ring." }),
    certainty: z.enum(certainties).meta({
      description:
        "`nothing_known`: no flagged ring uses what it uses, no verdict speaks against it, and no peer has told of it; `ties_only`: something is known, too little to belong; `likely` and `near_certain` (99 % or more): it would belong to a ring.",
    }),
    rings: z.array(AssessedRingBody).meta({ description: "The rings that it would belong to, the likeliest first." }),
    evidence: z
      .array(AssessedEvidenceBody)
      .meta({ description: "What is known of its identifiers, the most telling first." }),
    against: z
      .array(z.string())
      .meta({ description: "What speaks for the sign-up, in sentences.", example: ["Its organisation is verified"] }),
    basis: z
      .strictObject({
        run_id: z.string().meta({ example: "run_7" }),
        as_of: Time,
        policy_version: z.string().meta({ example: "1" }),
        accounts: z.int().min(0).meta({ description: "Accounts in the run's window." }),
      })
      .nullable()
      .meta({
        description:
          "The run whose rings it was held against; null before the first. What came in since is not known yet.",
      }),
  })
  .meta({ id: "Assessment" });
export type AssessmentBody = z.infer<typeof AssessmentBody>;

/** An assessment as it leaves. */
export function toAssessmentBody({ risk, certainty, rings, evidence, against, basis }: Assessment): AssessmentBody {
  return {
    risk,
    attaches: rings.length > 0,
    certainty,
    rings: rings.map((ring) => ({
      ring_id: ring.ringId,
      risk: ring.risk,
      membership: ring.membership,
      bits: ring.bits,
      needed_bits: ring.neededBits,
      families: { ...ring.byFamily },
      links: ring.links.map(({ accountId, bits: all, byFamily, timing }) => {
        return { account_id: accountId, bits: all, families: { ...byFamily }, timing };
      }),
      sentence: ring.sentence,
    })),
    evidence: evidence.map(({ kind, ringId, bits: said, memberCount, otherCount, verdict, indicator, sentence }) => ({
      kind,
      family: identifierKinds[kind].family,
      ring_id: ringId,
      bits: said,
      member_count: memberCount,
      other_count: otherCount,
      verdict,
      indicator: indicator && toIndicatorMatchBody(indicator),
      sentence,
    })),
    against: [...against],
    basis: basis
      ? {
          run_id: basis.runId,
          as_of: basis.asOf.toISOString(),
          policy_version: basis.policyVersion,
          accounts: basis.population,
        }
      : null,
  };
}
