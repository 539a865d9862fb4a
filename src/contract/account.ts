import { z } from "zod";
import { families, identifierKinds, type IdentifierKind } from "../model/identifier.ts";
import { familyBits } from "./family-bits.ts";
import { IndicatorMatchBody } from "./indicator.ts";
import { pageOf } from "./page.ts";
import { Objections, Reasons } from "./ring.ts";
import { Time } from "./time.ts";

const kinds = Object.keys(identifierKinds) as [IdentifierKind, ...IdentifierKind[]];
const bits = z.number().min(0);

export const AccountLinkBody = z
  .strictObject({
    account_id: z.string().meta({ description: "The partner.", example: "acct_2" }),
    bits: bits.meta({ description: "Evidence that one hand runs both.", example: 31.5 }),
    families: familyBits,
    timing: bits.meta({ description: "Bits that closeness in time adds.", example: 4.2 }),
    shared: z
      .array(
        z.strictObject({ kind: z.enum(kinds), family: z.enum(families), value: z.string().meta({ example: "pm_1" }) }),
      )
      .max(5)
      .meta({
        description:
          "Up to five identifiers that both use, the most telling first; masked without the scope `identifiers:read`.",
      }),
  })
  .meta({ id: "AccountLink" });
export type AccountLinkBody = z.infer<typeof AccountLinkBody>;

export const AccountLinkPage = pageOf(AccountLinkBody).meta({ id: "AccountLinkPage" });

export const AccountBody = z
  .strictObject({
    account_id: z.string().meta({ example: "acct_1" }),
    risk: z.number().min(0).max(1).meta({
      description: "The risk of its ring; 0 where the newest run found it in none, which is no proof of innocence.",
      example: 0.98,
    }),
    ring_id: z.string().nullable().meta({ example: "ring_4f1d2c9a07b3e856" }),
    signed_up_at: Time.nullable().meta({ description: "Null where no sign-up event was seen." }),
    organization_id: z.string().nullable().meta({
      description: "The organisation that the provider has verified.",
      example: "org_1",
    }),
    reasons: Reasons,
    against: Objections,
    links: z.array(AccountLinkBody).meta({ description: "Its strongest links inside its ring, strongest first." }),
    indicators: z
      .array(
        IndicatorMatchBody.extend({
          kind: z.enum(kinds),
          family: z.enum(families),
          value: z.string().meta({
            description: "What it was seen with; masked without the scope `identifiers:read`.",
            example: "203.0.113.7",
          }),
        }),
      )
      .meta({
        description:
          "What peers say now of what it was seen with last, a thousand identifiers at most. The risk knows nothing of that.",
      }),
    activity: z
      .strictObject({
        requests: z.int().min(0),
        active_days: z.int().min(0).meta({ description: "Days (UTC) with usage." }),
        first_event_at: Time,
        last_event_at: Time,
      })
      .meta({ description: "All that was ever taken in of it, whatever the window." }),
  })
  .meta({ id: "Account" });
export type AccountBody = z.infer<typeof AccountBody>;
