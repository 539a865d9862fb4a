import { z } from "zod";
import type { Policy } from "../../detection/policy.ts";
import { AlertPolicySchema } from "./alerts.ts";
import { atLeastOne, positive, share, weight } from "./constants.ts";
import { EvidencePolicySchema } from "./evidence.ts";
import { LineagePolicySchema } from "./lineage.ts";
import { SignalPolicySchema } from "./signals.ts";

/** Names that mean a policy without being its version. */
export const reservedVersions = ["active", "default"];

/** A policy as a document: every weight and threshold with its range. Whatever it does not know is refused by name. */
export const PolicySchema = z.strictObject({
  version: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "must be 1 to 64 letters, digits, dots, dashes or underscores")
    .refine((version) => !reservedVersions.includes(version), "is a name with a meaning of its own")
    .meta({
      unit: "",
      example: "2026-06-careful",
      description: "Its name. What it stands for never changes: another constant is another version.",
    }),
  windowDays: z.int().min(1).max(3650).meta({
    unit: "days",
    description: "That a run looks at. A quarter: longer than rings live, shorter than addresses last.",
  }),
  flagThreshold: z
    .number()
    .gt(0)
    .lt(1)
    .meta({ unit: "probability", description: "A ring is flagged when its risk reaches it." }),
  priorLogOdds: weight(
    "Log-odds that a community tied by two families is coordinated abuse before any signal is heard: most are households and offices.",
  ),
  smallCommunity: z.strictObject({
    below: atLeastOne(
      "members",
      "Communities with fewer are judged more carefully: 69 % of a deployed system's false accusations lay there.",
    ),
    logOdds: weight("Added to theirs."),
  }),
  linksKeptPerMember: atLeastOne(
    "links",
    "The strongest ones that are kept as evidence. More nobody reads, and each is a row.",
  ),
  identifiersKeptPerRing: atLeastOne("identifiers", "The most telling ones that are kept as evidence of a ring."),
  evidence: EvidencePolicySchema,
  calibration: z.strictObject({
    slope: positive(
      "times",
      "The log-odds are taken so often, so that of what is called 90 % risky nine in ten are rings.",
    ),
    offset: weight("Added to them. Both are measured on made-up worlds;"),
  }),
  repeatedSuspicion: share(
    "By which a suspicion counts where a heavier one has the same subject: two views of one pool are not two pools.",
  ),
  nullModelOneIn: z.int().min(0).max(1_000_000).meta({
    unit: "accounts",
    description:
      "Each run has detection done once more on one account in so many, who uses what dealt anew: it should flag nothing. 0 leaves that out. Of one in four it takes a sixth of a run's time.",
  }),
  disabledSignals: z
    .array(z.string().min(1).max(64))
    .max(64)
    .readonly()
    .meta({ unit: "names", example: [], description: "Signals that are not heard, to try out what each is worth." }),
  signals: SignalPolicySchema,
  lineage: LineagePolicySchema,
  alerts: AlertPolicySchema,
});

export type PolicyDocument = z.output<typeof PolicySchema>;

// These two do not compile where the schema lacks a constant that the type has, or knows one that the type has not.
export const asPolicy = (document: PolicyDocument): Policy => document;
export const asDocument = (policy: Policy): PolicyDocument => policy;
