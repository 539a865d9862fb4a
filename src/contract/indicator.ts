import { z } from "zod";
import type { Indicator, IndicatorMatch } from "../model/indicator.ts";
import { families, type IdentifierKind, identifierKinds, type Reveal } from "../model/identifier.ts";
import { FaultBody } from "./problem.ts";
import { pageOf, pageParameters } from "./page.ts";
import { Time } from "./time.ts";

const kinds = Object.keys(identifierKinds) as [IdentifierKind, ...IdentifierKind[]];
const whole = z.int().min(0);

const peerFields = {
  peer_id: z.string().meta({ example: "peer_4f1d2c9a07b3e856" }),
  peer: z.string().meta({ description: "The peer's name.", example: "Example AI" }),
};
const told = {
  confidence: z
    .int()
    .min(0)
    .max(100)
    .nullable()
    .meta({ description: "How sure the peer is, out of 100; null where it does not say.", example: 87 }),
  valid_from: Time,
  valid_until: Time.meta({ description: "From then on it is forgotten." }),
};

export const IndicatorMatchBody = z.strictObject({ ...peerFields, ...told }).meta({
  id: "IndicatorMatch",
  description: "What a peer says of an identifier. It is shown, and counts for nothing by itself.",
});
export type IndicatorMatchBody = z.infer<typeof IndicatorMatchBody>;

/** What a peer says of an identifier as it leaves. */
export function toIndicatorMatchBody(match: IndicatorMatch): IndicatorMatchBody {
  return {
    peer_id: match.peerId,
    peer: match.peer,
    confidence: match.confidence,
    valid_from: match.validFrom.toISOString(),
    valid_until: match.validUntil.toISOString(),
  };
}

export const IndicatorBody = z
  .strictObject({
    id: z.string().meta({
      description: "What the peer calls it.",
      example: "indicator--0c9b6a1e-2f5d-4c58-8e57-0a1d3c5b7f99",
    }),
    peer_id: peerFields.peer_id,
    kind: z.enum(kinds),
    family: z.enum(families),
    value: z.string().nullable().meta({
      description:
        "As it would be stored, masked without the scope `identifiers:read`; null of one that came under a pseudonym.",
      example: "203.0.113.7",
    }),
    ...told,
    imported_at: Time,
  })
  .meta({ id: "Indicator" });
export type IndicatorBody = z.infer<typeof IndicatorBody>;

/** An indicator as it leaves. */
export function toIndicatorBody(indicator: Indicator, reveal: Reveal): IndicatorBody {
  const { kind, value } = indicator;
  return {
    id: indicator.stixId,
    peer_id: indicator.peerId,
    kind,
    family: identifierKinds[kind].family,
    value: value === null ? null : reveal({ kind, value }).value,
    confidence: indicator.confidence,
    valid_from: indicator.validFrom.toISOString(),
    valid_until: indicator.validUntil.toISOString(),
    imported_at: indicator.importedAt.toISOString(),
  };
}

export const IndicatorListQuery = z.strictObject({
  peer: z.string().min(1).max(128).optional().meta({
    description: "Only what this peer says, by its id.",
    example: "peer_4f1d2c9a07b3e856",
  }),
  ...pageParameters,
});
export const IndicatorPage = pageOf(IndicatorBody).meta({ id: "IndicatorPage" });

export const IndicatorExportQuery = z.strictObject({
  peer: z.string().min(1).max(128).optional().meta({
    description:
      "Whom it is for, by its id: pseudonyms are made with its key, and only kinds that mean something to it are told. Needed unless `identifiers=plain`.",
    example: "peer_4f1d2c9a07b3e856",
  }),
  identifiers: z.enum(["pseudonymous", "plain"]).default("pseudonymous").meta({
    description: "`plain` tells the identifiers themselves and needs the scope `identifiers:read` as well.",
    example: "pseudonymous",
  }),
});

export const IndicatorImportQuery = z.strictObject({
  peer: z.string().min(1).max(128).meta({
    description: "Who says so, by its id.",
    example: "peer_4f1d2c9a07b3e856",
  }),
});

/** Why something of a bundle was left alone. */
export const ignoredReasons = [
  "unknown_type",
  "unknown_pattern",
  "unknown_pattern_type",
  "kind_not_shared",
  "kind_has_no_pseudonym",
  "told_by_us",
  "expired",
] as const;
export type IgnoredReason = (typeof ignoredReasons)[number];

export const IndicatorImportBody = z
  .strictObject({
    peer_id: peerFields.peer_id,
    imported: whole.meta({ description: "Indicators that are new here.", example: 41 }),
    updated: whole.meta({ description: "Newer versions of what was here.", example: 2 }),
    unchanged: whole.meta({ description: "Known in this version, or in a newer one.", example: 0 }),
    revoked: whole.meta({ description: "Taken back by the peer, and deleted here.", example: 1 }),
    ignored: z
      .array(
        z.strictObject({
          reason: z.enum(ignoredReasons).meta({
            description:
              "`unknown_type`: no object of STIX that is read here; `unknown_pattern`: it says more than one identifier, or something else; `unknown_pattern_type`: not `stix`; `kind_not_shared`: not among the peer's kinds; `kind_has_no_pseudonym`: what is kept of a mail address or a phone number cannot be compared; `told_by_us`: an echo; `expired`: it is over.",
          }),
          what: z.string().nullable().meta({ description: "The type or the kind.", example: "malware" }),
          count: z.int().min(1).meta({ example: 3 }),
        }),
      )
      .max(100)
      .meta({ description: "What was left alone, by reason; the most frequent first." }),
    rejected: whole.meta({ description: "Indicators with faults. The others are taken.", example: 1 }),
    errors: z
      .array(FaultBody)
      .max(100)
      .meta({ description: "The first hundred faults, each with a pointer into the bundle." }),
  })
  .meta({ id: "IndicatorImport" });
export type IndicatorImportBody = z.infer<typeof IndicatorImportBody>;
