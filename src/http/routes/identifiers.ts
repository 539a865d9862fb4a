import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { PageQuery } from "../../contract/ring.ts";
import { toIdentifierBody, toJudgedIdentifierBody, toVerdictBody } from "../../contract/to-verdict-body.ts";
import {
  IdentifierBody,
  IdentifierListQuery,
  IdentifierPage,
  VerdictInput,
  VerdictPage,
} from "../../contract/verdict.ts";
import type { Dependencies } from "../../dependencies.ts";
import { createKeyedHash } from "../../ingest/keyed-hash.ts";
import { normaliseIdentifier } from "../../ingest/normalise-identifier.ts";
import { type Identifier, type IdentifierKind, identifierKinds } from "../../model/identifier.ts";
import type { StandingVerdict } from "../../model/verdict.ts";
import { findIdentifier } from "../../verdicts/find-identifier.ts";
import { giveVerdict } from "../../verdicts/give-verdict.ts";
import { listStanding, listVerdictsOn, verdictNumber } from "../../verdicts/verdict-queries.ts";
import { withdrawVerdict } from "../../verdicts/withdraw-verdict.ts";
import { actorOf, requireScope } from "../authenticate.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { jsonBody } from "../json-body.ts";
import { parseBody, parseParams, parseQuery } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";
import { revealTo } from "../reveal-identifiers.ts";
import { toPage } from "../to-page.ts";

const VerdictPlace = z.strictObject({ before: z.int().min(1) });

const kinds = Object.keys(identifierKinds) as [IdentifierKind, ...IdentifierKind[]];
const IdentifierPath = z.object({
  kind: z.enum(kinds).meta({ description: "The identifier's kind.", example: "ip" }),
  value: z.string().meta({
    description:
      "Its value as an event gives it, percent-encoded; of a mail address or a phone number the keyed hash will do.",
    example: "203.0.113.7",
  }),
});

/** Identifiers, and what analysts say of them. */
export function identifierRoutes(dependencies: Pick<Dependencies, "database" | "clock" | "secret">): Router {
  const router = Router();
  const { clock, database } = dependencies;
  const { db } = database;
  const revealFor = revealTo(dependencies);
  const hash = createKeyedHash(dependencies.secret);
  const identifierOf = (request: Request): Identifier => {
    const { kind, value } = parseParams(IdentifierPath, request);
    return normaliseIdentifier(kind, value, hash);
  };

  router.get("/identifiers", requireScope("rings:read"), async (request, response) => {
    const { limit, cursor, verdict, kind } = parseQuery(IdentifierListQuery, request);
    const before = decodeCursor(VerdictPlace, cursor)?.before;
    const standing = await listStanding(db, { at: clock.now(), verdict, kind, limit: limit + 1, before });
    const reveal = revealFor(response);
    const toBody = (given: StandingVerdict) =>
      toJudgedIdentifierBody({ ...given, identifier: reveal(given.identifier) });
    response.json(toPage(standing, limit, toBody, ({ id }) => encodeCursor({ before: verdictNumber(id) })));
  });

  router.get("/identifiers/:kind/:value", requireScope("rings:read"), async (request, response) => {
    response.json(toIdentifierBody(await findIdentifier(db, identifierOf(request), clock.now())));
  });

  router.put(
    "/identifiers/:kind/:value",
    requireScope("rings:decide"),
    jsonBody(),
    async (request: Request, response: Response) => {
      const identifier = identifierOf(request);
      const { verdict, reason, expires_at = null } = parseBody(VerdictInput, request);
      const actor = actorOf(response);
      await giveVerdict(dependencies, { identifier, verdict, reason, expiresAt: expires_at, actor });
      response.json(toIdentifierBody(await findIdentifier(db, identifier, clock.now())));
    },
  );

  router.delete("/identifiers/:kind/:value", requireScope("rings:decide"), async (request, response) => {
    const identifier = identifierOf(request);
    await withdrawVerdict(dependencies, { identifier, actor: actorOf(response) });
    response.json(toIdentifierBody(await findIdentifier(db, identifier, clock.now())));
  });

  router.get("/identifiers/:kind/:value/verdicts", requireScope("rings:read"), async (request, response) => {
    const { limit, cursor } = parseQuery(PageQuery, request);
    const before = decodeCursor(VerdictPlace, cursor)?.before;
    const verdicts = await listVerdictsOn(db, identifierOf(request), { limit: limit + 1, before });
    response.json(toPage(verdicts, limit, toVerdictBody, ({ id }) => encodeCursor({ before: verdictNumber(id) })));
  });
  return router;
}

const tags = ["identifiers"];
const reader = [{ key: ["rings:read"] }];
const decider = [{ key: ["rings:decide"] }];
const identifierAnswer = {
  description: "The identifier, with what counts of it now.",
  content: { "application/json": { schema: IdentifierBody } },
};

export const identifierPaths: ZodOpenApiPathsObject = {
  "/v1/identifiers": {
    get: {
      operationId: "listVerdicts",
      summary: "List the identifiers with a verdict",
      description: "What counts now of each, the newest verdict first.",
      tags,
      security: reader,
      requestParams: { query: IdentifierListQuery },
      responses: {
        200: { description: "A page of identifiers.", content: { "application/json": { schema: IdentifierPage } } },
        ...problemResponses(422, 503),
      },
    },
  },
  "/v1/identifiers/{kind}/{value}": {
    get: {
      operationId: "getIdentifier",
      summary: "Get an identifier",
      description: "Whether any event has shown it, and the verdict on it that counts now.",
      tags,
      security: reader,
      requestParams: { path: IdentifierPath },
      responses: { 200: identifierAnswer, ...problemResponses(404, 422, 503) },
    },
    put: {
      operationId: "giveVerdict",
      summary: "Say what an identifier is",
      description: [
        "The runs from then on heed it. Whatever it is but `known_bad`, it ties nobody to anybody any more: an address with the network",
        "around it, a network with the addresses in it. `known_bad` raises the risk of those who use it. Another verdict replaces this one;",
        "all of them are kept. The same again changes nothing.",
      ].join(" "),
      tags,
      security: decider,
      requestParams: { path: IdentifierPath },
      requestBody: { required: true, content: { "application/json": { schema: VerdictInput } } },
      responses: { 200: identifierAnswer, ...problemResponses(400, 413, 415, 422, 503) },
    },
    delete: {
      operationId: "withdrawVerdict",
      summary: "Take back what was said of an identifier",
      description: "The runs from then on know nothing of it. What was said stays in its history.",
      tags,
      security: decider,
      requestParams: { path: IdentifierPath },
      responses: { 200: identifierAnswer, ...problemResponses(404, 422, 503) },
    },
  },
  "/v1/identifiers/{kind}/{value}/verdicts": {
    get: {
      operationId: "listIdentifierVerdicts",
      summary: "List everything that was ever said of an identifier",
      description: "Newest first, what was taken back and what has ended included.",
      tags,
      security: reader,
      requestParams: { path: IdentifierPath, query: PageQuery },
      responses: {
        200: { description: "A page of verdicts.", content: { "application/json": { schema: VerdictPage } } },
        ...problemResponses(422, 503),
      },
    },
  },
};
