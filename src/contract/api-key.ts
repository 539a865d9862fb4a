import { z } from "zod";
import { scopes } from "../model/api-key.ts";
import { pageOf } from "./page.ts";
import { Storable } from "./storable.ts";
import { Time } from "./time.ts";

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
          "`events:write`: send events; `rings:read`: read; `rings:decide`: decide on rings and judge identifiers; `identifiers:read`: see addresses, cards, devices and mailboxes as they are, which are masked otherwise; `admin`: everything.",
        example: ["rings:read", "rings:decide"],
      }),
  })
  .meta({ id: "ApiKeyInput" });

export const ApiKeyBody = z
  .strictObject({
    id: z.string().meta({ example: "key_4f1d2c9a07b3e856" }),
    name: z.string().meta({ example: "ada" }),
    scopes: z.array(scope),
    created_at: Time,
    revoked_at: Time.nullable().meta({ description: "Null of a key that works." }),
  })
  .meta({ id: "ApiKey" });
export type ApiKeyBody = z.infer<typeof ApiKeyBody>;

export const CreatedApiKeyBody = ApiKeyBody.extend({
  key: z
    .string()
    .meta({ description: "The key itself. Shown this once: only its hash is kept.", example: "rf_0123456789abcdef" }),
}).meta({ id: "CreatedApiKey" });
export type CreatedApiKeyBody = z.infer<typeof CreatedApiKeyBody>;

export const ApiKeyPage = pageOf(ApiKeyBody).meta({ id: "ApiKeyPage" });
