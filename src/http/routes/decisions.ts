import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { DecisionInput, DecisionPage, RingOutdatedBody } from "../../contract/decision.ts";
import { PageQuery, RingBody } from "../../contract/ring.ts";
import { toDecisionBody } from "../../contract/to-decision-body.ts";
import { toRingBody } from "../../contract/to-ring-body.ts";
import type { Dependencies } from "../../dependencies.ts";
import { decideRing } from "../../rings/decide-ring.ts";
import { decisionNumber, listDecisions } from "../../rings/decision-queries.ts";
import { requireRing } from "../../rings/require-ring.ts";
import { callerOf, requireScope } from "../authenticate.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { readIfMatch, toEntityTag } from "../entity-tag.ts";
import { jsonBody } from "../json-body.ts";
import { parseBody, parseQuery } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";
import { toPage } from "../to-page.ts";
import { EntityTagHeader, RingPath } from "./rings.ts";

const DecisionPlace = z.strictObject({ before: z.int().min(1) });

/** What analysts say of rings. */
export function decisionRoutes({ database, clock }: Pick<Dependencies, "database" | "clock">): Router {
  const router = Router();

  router.post(
    "/rings/:ringId/decisions",
    requireScope("rings:decide"),
    jsonBody(),
    async (request: Request, response: Response) => {
      const { outcome, reason } = parseBody(DecisionInput, request);
      const ringId = request.params.ringId as string;
      const { name: decidedBy, keyId } = callerOf(response);
      const expectedVersions = readIfMatch(request);
      const command = { ringId, outcome, reason, decidedBy, keyId, expectedVersions };
      const ring = await decideRing({ database, clock }, command);
      response.status(201).setHeader("ETag", toEntityTag(ring.version)).json(toRingBody(ring));
    },
  );

  router.get("/rings/:ringId/decisions", requireScope("rings:read"), async (request, response) => {
    const { limit, cursor } = parseQuery(PageQuery, request);
    const before = decodeCursor(DecisionPlace, cursor)?.before;
    const ring = await requireRing(database.db, request.params.ringId as string);
    const decisions = await listDecisions(database.db, ring.id, { limit: limit + 1, before });
    response.json(toPage(decisions, limit, toDecisionBody, ({ id }) => encodeCursor({ before: decisionNumber(id) })));
  });
  return router;
}

const tags = ["rings"];
const IfMatchHeader = z.object({
  "If-Match": z
    .string()
    .optional()
    .meta({ description: "The `ETag` of the ring that the decision is meant for; without it, or with `*`, any." }),
});

export const decisionPaths: ZodOpenApiPathsObject = {
  "/v1/rings/{id}/decisions": {
    post: {
      operationId: "decideRing",
      summary: "Decide on a ring",
      description: [
        "Confirm or dismiss a ring, or reopen it. The decision holds from run to run: a dismissed ring stays dismissed while",
        "the accounts that were in it then make up at least half of what a run finds, also after it had been gone. Decisions are never changed; a change of mind is another one.",
        "With `If-Match` it is made only of the ring that was looked at, so that two analysts cannot overwrite each other.",
      ].join(" "),
      tags,
      security: [{ key: ["rings:decide"] }],
      requestParams: { path: RingPath, header: IfMatchHeader },
      requestBody: { required: true, content: { "application/json": { schema: DecisionInput } } },
      responses: {
        201: {
          description: "The ring as decided.",
          headers: EntityTagHeader,
          content: { "application/json": { schema: RingBody } },
        },
        412: {
          description: "The ring is not the one that was looked at any more.",
          headers: EntityTagHeader,
          content: { "application/problem+json": { schema: RingOutdatedBody } },
        },
        ...problemResponses(400, 404, 409, 413, 415, 422, 503),
      },
    },
    get: {
      operationId: "listDecisions",
      summary: "List the decisions on a ring",
      description: "Newest first.",
      tags,
      security: [{ key: ["rings:read"] }],
      requestParams: { path: RingPath, query: PageQuery },
      responses: {
        200: { description: "A page of decisions.", content: { "application/json": { schema: DecisionPage } } },
        ...problemResponses(404, 422, 503),
      },
    },
  },
};
