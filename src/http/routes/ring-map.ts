import { Router } from "express";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { mostMapNodes, RingMapBody, RingMapQuery, toRingMapBody } from "../../contract/ring-map.ts";
import { VerdictPreviewBody, VerdictPreviewQuery } from "../../contract/verdict-preview.ts";
import { readAtOneMoment } from "../../db/read-at-one-moment.ts";
import type { Dependencies } from "../../dependencies.ts";
import { createKeyedHash } from "../../ingest/keyed-hash.ts";
import { normaliseIdentifier } from "../../ingest/normalise-identifier.ts";
import { loadRingMap } from "../../rings/load-ring-map.ts";
import { requireRing } from "../../rings/require-ring.ts";
import { previewVerdict } from "../../runs/preview-verdict.ts";
import { requireScope } from "../authenticate.ts";
import { parseQuery } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";
import { revealTo } from "../reveal-identifiers.ts";
import { RingPath } from "./rings.ts";

/** Who shares what in a ring, and what would come loose without some of it. */
export function ringMapRoutes({ database, secret }: Pick<Dependencies, "database" | "secret">): Router {
  const router = Router();
  const revealFor = revealTo({ secret });
  const hash = createKeyedHash(secret);

  router.get("/rings/:ringId/map", requireScope("rings:read"), async (request, response) => {
    const { limit } = parseQuery(RingMapQuery, request);
    const { ring, map } = await readAtOneMoment(database, async (moment) => {
      const found = await requireRing(moment, request.params.ringId as string);
      return { ring: found, map: await loadRingMap(moment, found, limit) };
    });
    response.json(toRingMapBody(ring.id, map, revealFor(response)));
  });

  router.get("/rings/:ringId/verdict_preview", requireScope("rings:read"), async (request, response) => {
    const { kind, value } = parseQuery(VerdictPreviewQuery, request);
    const identifier = normaliseIdentifier(kind, value, hash);
    const { ring, users, examined, untied } = await readAtOneMoment(database, async (moment) => {
      const found = await requireRing(moment, request.params.ringId as string);
      return { ring: found, ...(await previewVerdict(moment, found, identifier)) };
    });
    const body: VerdictPreviewBody = {
      members: ring.memberCount,
      users,
      examined,
      untied: untied.length,
      account_ids: untied.slice(0, 100),
    };
    response.json(body);
  });
  return router;
}

const tags = ["rings"];
const security = [{ key: ["rings:read"] }];

export const ringMapPaths: ZodOpenApiPathsObject = {
  "/v1/rings/{id}/map": {
    get: {
      operationId: "getRingMap",
      summary: "Get who shares what in a ring",
      description: `The identifiers that say most and the members that use them, those alike as one group: at most \`limit\` of both, and never more than ${mostMapNodes}, however large the ring. A dissolved ring's is empty.`,
      tags,
      security,
      requestParams: { path: RingPath, query: RingMapQuery },
      responses: {
        200: { description: "The map.", content: { "application/json": { schema: RingMapBody } } },
        ...problemResponses(404, 422, 503),
      },
    },
  },
  "/v1/rings/{id}/verdict_preview": {
    get: {
      operationId: "previewVerdict",
      summary: "Get whom an innocent verdict on an identifier would untie",
      description:
        "Which members would not belong to the ring any more if the identifier tied nobody: what the next run would find of an `office`, a `carrier` and so on, an address with the network around it, a network with the addresses in it. Changes nothing. By bits and families alone: a run may find more.",
      tags,
      security,
      requestParams: { path: RingPath, query: VerdictPreviewQuery },
      responses: {
        200: { description: "Who would come loose.", content: { "application/json": { schema: VerdictPreviewBody } } },
        ...problemResponses(404, 422, 503),
      },
    },
  },
};
