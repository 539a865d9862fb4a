import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import type { ApiKey } from "../../api-keys/api-key.ts";
import { type CreatedKey, createKey } from "../../api-keys/create-key.ts";
import { selectKeysAfter } from "../../api-keys/key-queries.ts";
import { revokeKey } from "../../api-keys/revoke-key.ts";
import { rotateKey } from "../../api-keys/rotate-key.ts";
import { ApiKeyBody, ApiKeyInput, ApiKeyPage, CreatedApiKeyBody, RotationInput } from "../../contract/api-key.ts";
import { PageQuery } from "../../contract/ring.ts";
import type { Dependencies } from "../../dependencies.ts";
import { usualOverlapHours } from "../../model/api-key.ts";
import { actorOf, requireScope } from "../authenticate.ts";
import { CursorText, CursorTime, decodeCursor, encodeCursor } from "../cursor.ts";
import { jsonBody } from "../json-body.ts";
import { parseBody, parseQuery } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";
import { toPage } from "../to-page.ts";

const KeyPlace = z.strictObject({ created: CursorTime, id: CursorText });

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
    const { name, scopes, expires_at: expiresAt } = parseBody(ApiKeyInput, request);
    sendKey(response, await createKey(dependencies, { name, scopes, expiresAt, actor: actorOf(response) }));
  });

  router.post(
    "/api_keys/:keyId/rotate",
    requireScope("admin"),
    jsonBody(),
    async (request: Request, response: Response) => {
      const { overlap_hours: overlapHours = usualOverlapHours } = parseBody(RotationInput.optional(), request) ?? {};
      const id = request.params.keyId as string;
      sendKey(response, await rotateKey(dependencies, { id, overlapHours, actor: actorOf(response) }));
    },
  );

  router.delete("/api_keys/:keyId", requireScope("admin"), async (request, response) => {
    const revoked = await revokeKey(dependencies, request.params.keyId as string, actorOf(response));
    response.json(toApiKeyBody(revoked));
  });
  return router;
}

/** A new key: shown this once, and to be kept by nobody on the way. */
function sendKey(response: Response, created: CreatedKey): void {
  const body: CreatedApiKeyBody = { ...toApiKeyBody(created), key: created.key };
  response.status(201).setHeader("Cache-Control", "no-store").json(body);
}

function toApiKeyBody(key: ApiKey): ApiKeyBody {
  return {
    id: key.id,
    name: key.name,
    scopes: [...key.scopes],
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    replaces: key.replaces,
    revoked_at: key.revokedAt?.toISOString() ?? null,
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
  "/v1/api_keys/{id}/rotate": {
    post: {
      operationId: "rotateApiKey",
      summary: "Rotate a key",
      description: [
        "Makes a key that takes over from it, with its name and its scopes, and to last as long as it was made for. Both work for the",
        "overlap, a day unless told, so that the new one can be put everywhere. The answer holds the new key, this once.",
      ].join(" "),
      tags,
      security,
      requestParams: { path: KeyPath },
      requestBody: { required: false, content: { "application/json": { schema: RotationInput } } },
      responses: {
        201: { description: "The new key.", content: { "application/json": { schema: CreatedApiKeyBody } } },
        ...problemResponses(400, 404, 409, 413, 415, 422, 503),
      },
    },
  },
};
