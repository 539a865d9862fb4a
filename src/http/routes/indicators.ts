import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import {
  IndicatorExportQuery,
  IndicatorImportBody,
  IndicatorImportQuery,
  IndicatorListQuery,
  IndicatorPage,
  toIndicatorBody,
} from "../../contract/indicator.ts";
import { StixBundle } from "../../contract/stix-bundle.ts";
import { StixBundleInput } from "../../contract/stix-input.ts";
import type { Dependencies } from "../../dependencies.ts";
import { exportIndicators } from "../../indicators/export-indicators.ts";
import { importIndicators } from "../../indicators/import-indicators.ts";
import { listIndicators } from "../../indicators/indicator-queries.ts";
import { requirePeer } from "../../indicators/peer-queries.ts";
import type { Indicator } from "../../model/indicator.ts";
import { actorOf, refuseWithoutScope, requireScope } from "../authenticate.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { jsonBody } from "../json-body.ts";
import { parseBody, parseQuery } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";
import { revealTo } from "../reveal-identifiers.ts";
import { toPage } from "../to-page.ts";
import { RingPath } from "./rings.ts";

const json = "application/json";
const stix = "application/stix+json";
const longestBundleBytes = 33_554_432;
const IndicatorPlace = z.strictObject({ after: z.int().min(1) });

/** What other providers are told of rings, and what they tell. */
export function indicatorRoutes(dependencies: Pick<Dependencies, "database" | "clock" | "secret">): Router {
  const router = Router();
  const { database, clock } = dependencies;
  const revealFor = revealTo(dependencies);

  router.get("/rings/:ringId/indicators", requireScope("rings:read"), async (request, response) => {
    const { peer: peerId, identifiers } = parseQuery(IndicatorExportQuery, request);
    const isPlain = identifiers === "plain";
    if (isPlain) refuseWithoutScope(response, "identifiers:read");
    const ringId = request.params.ringId as string;
    const bundle = await exportIndicators(dependencies, { ringId, peerId, isPlain, actor: actorOf(response) });
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Type", `${stix};version=2.1`);
    response.send(Buffer.from(JSON.stringify(bundle)));
  });

  router.get("/indicators", requireScope("rings:read"), async (request, response) => {
    const { limit, cursor, peer } = parseQuery(IndicatorListQuery, request);
    const after = decodeCursor(IndicatorPlace, cursor)?.after;
    const peerId = peer && (await requirePeer(database.db, peer)).id;
    const indicators = await listIndicators(database.db, { at: clock.now(), peerId, limit: limit + 1, after });
    const reveal = revealFor(response);
    const toBody = (indicator: Indicator) => toIndicatorBody(indicator, reveal);
    response.json(toPage(indicators, limit, toBody, ({ id }) => encodeCursor({ after: id })));
  });

  router.post(
    "/indicators",
    requireScope("rings:decide"),
    jsonBody(longestBundleBytes, [json, stix]),
    async (request: Request, response: Response) => {
      const { peer: peerId } = parseQuery(IndicatorImportQuery, request);
      const bundle = parseBody(StixBundleInput, request);
      response.json(await importIndicators(dependencies, { peerId, bundle, actor: actorOf(response) }));
    },
  );
  return router;
}

const tags = ["indicators"];
const reader = [{ key: ["rings:read"] }];

export const indicatorPaths: ZodOpenApiPathsObject = {
  "/v1/rings/{id}/indicators": {
    get: {
      operationId: "exportIndicators",
      summary: "Export what a ring uses, for other providers",
      description: [
        "A STIX 2.1 bundle: a `grouping` of the ring, and for each identifier its `indicator` with a pattern, a `confidence` and `valid_until`, and the",
        "`observed-data` that it is based on. No account is named. Identifiers go under pseudonyms that the peer alone can compare, unless",
        "`identifiers=plain`. Told is only what speaks of the ring: nothing that an analyst has excused, that more accounts outside of it use, or that is",
        "too old. The same to the letter until a run or a decision changes the ring. Refused of rings that are not flagged, dismissed or gone. It goes on record in the audit log.",
      ].join(" "),
      tags,
      security: reader,
      requestParams: { path: RingPath, query: IndicatorExportQuery },
      responses: {
        200: { description: "The bundle.", content: { [stix]: { schema: StixBundle } } },
        ...problemResponses(404, 409, 422, 503),
      },
    },
  },
  "/v1/indicators": {
    get: {
      operationId: "listIndicators",
      summary: "List what peers say",
      description: "What has not ended, in the order in which it came.",
      tags,
      security: reader,
      requestParams: { query: IndicatorListQuery },
      responses: {
        200: { description: "A page of indicators.", content: { [json]: { schema: IndicatorPage } } },
        ...problemResponses(404, 422, 503),
      },
    },
    post: {
      operationId: "importIndicators",
      summary: "Import what a peer says",
      description: [
        "Takes the indicators of a STIX 2.1 bundle that speak of one identifier each, by value or by a pseudonym under the peer's key; what it does",
        "not know it leaves alone, and says so. A newer version replaces an older one, a revoked one is deleted, the same again changes nothing, and",
        "none stays longer than a year. From then on matching sign-ups, accounts and rings show it. It counts for nothing by itself: no risk changes, no",
        "account and no ring is flagged by it.",
      ].join(" "),
      tags,
      security: [{ key: ["rings:decide"] }],
      requestParams: { query: IndicatorImportQuery },
      requestBody: {
        required: true,
        content: { [json]: { schema: StixBundleInput }, [stix]: { schema: StixBundleInput } },
      },
      responses: {
        200: { description: "What was taken, and what not.", content: { [json]: { schema: IndicatorImportBody } } },
        ...problemResponses(400, 404, 409, 413, 415, 422, 503),
      },
    },
  },
};
