import { z } from "zod";
import { families, type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import { verdictKinds } from "../model/verdict.ts";
import { pageOf, pageParameters } from "./page.ts";
import { Time, TimeInput } from "./time.ts";

const kinds = Object.keys(identifierKinds) as [IdentifierKind, ...IdentifierKind[]];

/** Postgres cannot store NUL or half of a surrogate pair. */
const storable = (text: string) => !/\0|\p{Surrogate}/u.test(text);

export const VerdictName = z.enum(verdictKinds).meta({
  description:
    "`office`, `university`, `household`, `company_card`, `ci` (a firm's build runners): these people belong together, and are honest. `carrier`, `vpn`, `gateway`, `public_place`, `popular_tool`: strangers share it. `known_bad`: who uses it is suspect. All but the last excuse: the identifier ties nobody to anybody.",
  example: "office",
});

export const VerdictInput = z
  .strictObject({
    verdict: VerdictName,
    reason: z
      .string()
      .trim()
      .min(1, "must say why")
      .max(2000)
      .refine(storable, "must not contain NUL or broken characters")
      .meta({ example: "Their network team wrote to us" }),
    expires_at: TimeInput.nullish().meta({
      description: "It says nothing any more from then on. Runs look from their `as_of`. Without it, it has no end.",
      example: "2027-06-05T00:00:00Z",
    }),
  })
  .meta({ id: "VerdictInput" });

export const VerdictBody = z
  .strictObject({
    id: z.string().meta({ example: "verdict_1" }),
    verdict: VerdictName.nullable().meta({ description: "Null where it takes back what was said before." }),
    reason: z.string().nullable().meta({ example: "Their network team wrote to us" }),
    expires_at: Time.nullable(),
    author: z
      .string()
      .meta({ description: "Name of the key that it came with, or who sat at the command line.", example: "ada" }),
    key_id: z
      .string()
      .nullable()
      .meta({ description: "That key's id; null from the command line.", example: "key_4f1d2c9a07b3e856" }),
    created_at: Time,
  })
  .meta({ id: "Verdict" });
export type VerdictBody = z.infer<typeof VerdictBody>;

const identifierFields = {
  kind: z.enum(kinds),
  family: z.enum(families),
  value: z.string().meta({
    description:
      "As it is stored: normalised, and a keyed hash where the kind is `email` or `phone`. In a list, a mask without the scope `identifiers:read`.",
    example: "203.0.113.7",
  }),
};

export const IdentifierBody = z
  .strictObject({
    ...identifierFields,
    seen: z.boolean().meta({ description: "Whether any event has shown it." }),
    verdict: VerdictBody.nullable().meta({ description: "What counts of it now; null where nothing does." }),
  })
  .meta({ id: "Identifier" });
export type IdentifierBody = z.infer<typeof IdentifierBody>;

export const JudgedIdentifierBody = z
  .strictObject({ ...identifierFields, verdict: VerdictBody })
  .meta({ id: "JudgedIdentifier" });
export type JudgedIdentifierBody = z.infer<typeof JudgedIdentifierBody>;

export const IdentifierListQuery = z.strictObject({
  verdict: VerdictName.optional(),
  kind: z.enum(kinds).optional(),
  ...pageParameters,
});

export const IdentifierPage = pageOf(JudgedIdentifierBody).meta({ id: "IdentifierPage" });
export const VerdictPage = pageOf(VerdictBody).meta({ id: "VerdictPage" });
