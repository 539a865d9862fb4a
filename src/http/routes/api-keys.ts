import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import type { ApiKey } from "../../api-keys/api-key.ts";
import { createKey } from "../../api-keys/create-key.ts";
import { selectKeysAfter } from "../../api-keys/key-queries.ts";
import { revokeKey } from "../../api-keys/revoke-key.ts";
import { ApiKeyBody, ApiKeyInput, ApiKeyPage, CreatedApiKeyBody } from "../../contract/api-key.ts";
import { PageQuery } from "../../contract/ring.ts";
import type { Dependencies } from "../../dependencies.ts";
import { actorOf, requireScope } from "../authenticate.ts";
import { CursorText, decodeCursor, encodeCursor } from "../cursor.ts";
import { jsonBody } from "../json-body.ts";
import { parseBody, parseQuery } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";
import { toPage } from "../to-page.ts";

const KeyPlace = z.strictObject({ created: z.iso.datetime(), id: CursorText });

/** Who may call. */
export function apiKeyRoutes(
  dependencies: Pick<Dependencies, "database" | "clock" | "secret" | "randomBytes">,
): Router {
  const router = Router();
  const { db } = dependencies.database;

  router.get("/api_keys", requireScope("admin"), async (request, response) => {
    const { limit, cursor } = parseQuery(PageQuery, request);
    const place = decodeCursor(KeyPlace, cursor);
    const after = place && { createdAt: new Date(place.created), id: place.id };
    const keys = await selectKeysAfter(db, { limit: limit + 1, after });
    const cursorAfter = ({ createdAt, id }: ApiKey) => encodeCursor({ created: createdAt.toISOString(), id });
    response.json(toPage(keys, limit, toApiKeyBody, cursorAfter));
  });

  router.post("/api_keys", requireScope("admin"), jsonBody(), async (request: Request, response: Response) => {
    const created = await createKey(dependencies, { ...parseBody(ApiKeyInput, request), actor: actorOf(response) });
    const body: CreatedApiKeyBody = { ...toApiKeyBody(created), key: created.key };
    response.status(201).setHeader("Cache-Control", "no-store").json(body);
  });

  router.delete("/api_keys/:keyId", requireScope("admin"), async (request, response) => {
    const revoked = await revokeKey(dependencies, request.params.keyId as string, actorOf(response));
    response.json(toApiKeyBody(revoked));
  });
  return router;
}

function toApiKeyBody({ id, name, scopes, createdAt, revokedAt }: ApiKey): ApiKeyBody {
  return {
    id,
    name,
    scopes: [...scopes],
    created_at: createdAt.toISOString(),
    revoked_at: revokedAt?.toISOString() ?? null,
  };
}

const tags = ["api keys"];
const security = [{ key: ["admin"] }];
const KeyPath = z.object({
  id: z.string().meta({ description: "The key's id, which is not the key.", example: "key_4f1d2c9a07b3e856" }),
});

export const apiKeyPaths: ZodOpenApiPathsObject = {
  "/v1/api_keys": {
    get: {
      operationId: "listApiKeys",
      summary: "List keys",
      description:
        "Every key that was ever made, oldest first; the revoked ones too. The keys themselves are not kept.",
      tags,
      security,
      requestParams: { query: PageQuery },
      responses: {
        200: { description: "A page of keys.", content: { "application/json": { schema: ApiKeyPage } } },
        ...problemResponses(422, 503),
      },
    },
    post: {
      operationId: "createApiKey",
      summary: "Make a key",
      description: "The answer holds the key, this once: it cannot be shown again.",
      tags,
      security,
      requestBody: { required: true, content: { "application/json": { schema: ApiKeyInput } } },
      responses: {
        201: { description: "The key.", content: { "application/json": { schema: CreatedApiKeyBody } } },
        ...problemResponses(400, 413, 415, 422, 503),
      },
    },
  },
  "/v1/api_keys/{id}": {
    delete: {
      operationId: "revokeApiKey",
      summary: "Revoke a key",
      description: [
        "Ends it for good, from the next request on. Ending it again changes nothing. A key may end itself; where no admin's key is",
        "left, `ringfence keys create` makes one.",
      ].join(" "),
      tags,
      security,
      requestParams: { path: KeyPath },
      responses: {
        200: { description: "The key as it is now.", content: { "application/json": { schema: ApiKeyBody } } },
        ...problemResponses(404, 503),
      },
    },
  },
};
