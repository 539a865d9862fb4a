import { z } from "zod";
import { families, type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import { ringStatuses } from "../model/ring.ts";
import { Storable } from "./storable.ts";
import { VerdictBody } from "./verdict.ts";

const kinds = Object.keys(identifierKinds) as [IdentifierKind, ...IdentifierKind[]];

export const SearchQuery = z.strictObject({
  q: Storable.trim().min(1, "must say what to look for").max(320).meta({
    description: "An account's id, a ring's id, or an identifier as an event gives it; as a whole.",
    example: "203.0.113.7",
  }),
});

export const SearchBody = z
  .strictObject({
    account: z
      .strictObject({
        account_id: z.string().meta({ example: "acct_1" }),
        ring_id: z.string().nullable().meta({ example: "ring_4f1d2c9a07b3e856" }),
        risk: z.number().min(0).max(1).meta({ description: "The risk of its ring; 0 without one." }),
      })
      .nullable()
      .meta({ description: "The account of that id." }),
    ring_id: z.string().nullable().meta({ description: "The ring of that id.", example: null }),
    identifiers: z
      .array(
        z.strictObject({
          kind: z.enum(kinds),
          family: z.enum(families),
          value: z.string().meta({ description: "As it is stored.", example: "203.0.113.7" }),
          verdict: VerdictBody.nullable().meta({ description: "What counts of it now." }),
          rings: z
            .array(
              z.strictObject({
                id: z.string().meta({ example: "ring_4f1d2c9a07b3e856" }),
                status: z.enum(ringStatuses),
                risk: z.number().min(0).max(1),
                flagged: z.boolean(),
                member_count: z.int().min(1),
                user_count: z.int().min(1).meta({ description: "Members that use it.", example: 41 }),
              }),
            )
            .meta({ description: "Rings of which at least two members use it, the riskiest first." }),
        }),
      )
      .meta({ description: "Identifiers with that value, of whatever kind." }),
  })
  .meta({ id: "SearchResult" });
export type SearchBody = z.infer<typeof SearchBody>;
