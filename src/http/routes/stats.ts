import { Router } from "express";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { StatsBody } from "../../contract/stats.ts";
import { toRunBody } from "../../contract/to-run-body.ts";
import type { Dependencies } from "../../dependencies.ts";
import { countTakenIn } from "../../ingest/count-taken-in.ts";
import { countRings } from "../../rings/count-rings.ts";
import { findNewestPublished } from "../../runs/run-queries.ts";
import { requireScope } from "../authenticate.ts";
import { problemResponses } from "../problem-responses.ts";

/** The whole in a few figures. */
export function statsRoutes({ database, clock }: Pick<Dependencies, "database" | "clock">): Router {
  const router = Router();
  const { db } = database;
  router.get("/stats", requireScope("rings:read"), async (_request, response) => {
    const [taken, rings, run] = await Promise.all([
      countTakenIn(db, clock.now()),
      countRings(db),
      findNewestPublished(db),
    ]);
    const { pendingSince } = taken;
    const body: StatsBody = {
      accounts: taken.accounts,
      identifiers: taken.identifiers,
      sightings: taken.sightings,
      rings: { ...rings.byStatus, flagged: rings.flagged, flagged_accounts: rings.flaggedAccounts },
      ingest: {
        events_last_minute: taken.eventsLastMinute,
        pending_events: taken.pendingEvents,
        pending_since: pendingSince?.toISOString() ?? null,
        lag_seconds: pendingSince ? Math.max(0, clock.now().getTime() - pendingSince.getTime()) / 1000 : 0,
      },
      last_run: run ? toRunBody(run) : null,
    };
    response.json(body);
  });
  return router;
}

export const statsPaths: ZodOpenApiPathsObject = {
  "/v1/stats": {
    get: {
      operationId: "getStats",
      summary: "Get the whole in a few figures",
      description:
        "How much was taken in, how far behind the counting is, how many rings there are, and the newest run.",
      tags: ["stats"],
      security: [{ key: ["rings:read"] }],
      responses: {
        200: { description: "The figures.", content: { "application/json": { schema: StatsBody } } },
        ...problemResponses(503),
      },
    },
  },
};
