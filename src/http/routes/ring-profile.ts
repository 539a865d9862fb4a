import { Router } from "express";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { RingProfileBody, toRingProfileBody } from "../../contract/ring-profile.ts";
import type { Dependencies } from "../../dependencies.ts";
import { findRingProfile } from "../../rings/find-ring-profile.ts";
import { requireRing } from "../../rings/require-ring.ts";
import { requireScope } from "../authenticate.ts";
import { problemResponses } from "../problem-responses.ts";
import { RingPath } from "./rings.ts";

/** What a ring looks like from afar. */
export function ringProfileRoutes({ database }: Pick<Dependencies, "database">): Router {
  const router = Router();
  router.get("/rings/:ringId/profile", requireScope("rings:read"), async (request, response) => {
    const ring = await requireRing(database.db, request.params.ringId as string);
    response.json(toRingProfileBody(ring.id, await findRingProfile(database.db, ring)));
  });
  return router;
}

export const ringProfilePaths: ZodOpenApiPathsObject = {
  "/v1/rings/{id}/profile": {
    get: {
      operationId: "getRingProfile",
      summary: "Get what a ring looks like from afar",
      description:
        "What its members ask for, through how many different identifiers, and at what hours of the day beside everybody else's; in the window of the newest run. A dissolved ring's is empty.",
      tags: ["rings"],
      security: [{ key: ["rings:read"] }],
      requestParams: { path: RingPath },
      responses: {
        200: { description: "The profile.", content: { "application/json": { schema: RingProfileBody } } },
        ...problemResponses(404, 503),
      },
    },
  },
};
