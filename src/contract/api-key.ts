import { z } from "zod";
import { longestOverlapHours, scopes, usualOverlapHours } from "../model/api-key.ts";
import { pageOf } from "./page.ts";
import { Storable } from "./storable.ts";
import { Time, TimeInput } from "./time.ts";

const scope = z.enum(scopes);

export const ApiKeyInput = z
  .strictObject({
    name: Storable.trim()
      .min(1, "must say who or what will use it")
      .max(100)
      .meta({ description: "Who or what will use it; decisions carry this name.", example: "ada" }),
    scopes: z
      .array(scope)
      .min(1, "must name at least one")
      .max(scopes.length)
      .meta({
        description:
          "`events:write`: send events; `signups:assess`: ask what would be thought of a sign-up, and nothing else; `rings:read`: read; `rings:decide`: decide on rings and judge identifiers; `identifiers:read`: see addresses, cards, devices and mailboxes as they are, which are masked otherwise; `admin`: everything.",
        example: ["rings:read", "rings:decide"],
      }),
    expires_at: TimeInput.nullish().meta({
      description: "From when on it does not work. Without it, it has no end.",
      example: "2027-06-05T00:00:00Z",
    }),
  })
  .meta({ id: "ApiKeyInput" });

export const ApiKeyBody = z
  .strictObject({
    id: z.string().meta({ example: "key_4f1d2c9a07b3e856" }),
    name: z.string().meta({ example: "ada" }),
    scopes: z.array(scope).meta({ example: ["rings:read", "rings:decide"] }),
    created_at: Time,
    expires_at: Time.nullable().meta({ description: "From then on it does not work; null of one without an end." }),
    last_used_at: Time.nullable().meta({ description: "To within a minute; null where it never was." }),
    replaces: z
      .string()
      .nullable()
      .meta({ description: "Id of the key that it took over from; null of one that was made anew.", example: null }),
    revoked_at: Time.nullable().meta({ description: "Null where nobody has revoked it." }),
  })
  .meta({ id: "ApiKey" });
export type ApiKeyBody = z.infer<typeof ApiKeyBody>;

export const CreatedApiKeyBody = ApiKeyBody.extend({
  key: z
    .string()
    .meta({ description: "The key itself. Shown this once: only its hash is kept.", example: "rf_0123456789abcdef" }),
}).meta({ id: "CreatedApiKey" });
export type CreatedApiKeyBody = z.infer<typeof CreatedApiKeyBody>;

export const RotationInput = z
  .strictObject({
    overlap_hours: z.int().min(0).max(longestOverlapHours).default(usualOverlapHours).meta({
      description: "For how long the old key goes on working, at most to its own end; 0 ends it at once.",
      example: 24,
    }),
  })
  .meta({ id: "RotationInput" });

export const ApiKeyPage = pageOf(ApiKeyBody).meta({ id: "ApiKeyPage" });
