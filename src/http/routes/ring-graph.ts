import { Router } from "express";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { mostGraphNodes, RingGraphBody, RingGraphQuery, toRingGraphBody } from "../../contract/ring-graph.ts";
import { readAtOneMoment } from "../../db/read-at-one-moment.ts";
import type { Dependencies } from "../../dependencies.ts";
import { loadRingGraph } from "../../rings/load-ring-graph.ts";
import { requireRing } from "../../rings/require-ring.ts";
import { type ExportFormat, noteExport } from "../../audit/note-export.ts";
import { actorOf, requireScope } from "../authenticate.ts";
import { writeGexf } from "../graph-files/write-gexf.ts";
import { writeGraphml } from "../graph-files/write-graphml.ts";
import { HttpProblem } from "../http-problem.ts";
import { parseQuery } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";
import { RingPath } from "./rings.ts";

const json = "application/json";
const graphml = "application/graphml+xml";
const gexf = "application/gexf+xml";
const formats = [json, graphml, gexf];

/** A ring as a picture has it: for the console in JSON, for other programs as a file. */
export function ringGraphRoutes({ database, clock }: Pick<Dependencies, "database" | "clock">): Router {
  const router = Router();
  router.get("/rings/:ringId/graph", requireScope("rings:read"), async (request, response) => {
    const { limit } = parseQuery(RingGraphQuery, request);
    response.vary("Accept");
    const format = request.accepts(formats);
    if (format === false) throw new HttpProblem(406, "not-acceptable", `A graph is to be had as ${formats.join(", ")}`);
    const { ring, graph } = await readAtOneMoment(database, async (moment) => {
      const found = await requireRing(moment, request.params.ringId as string);
      return { ring: found, graph: await loadRingGraph(moment, found, limit) };
    });
    const note = (written: ExportFormat) =>
      noteExport(database.db, { at: clock.now(), actor: actorOf(response), ringId: ring.id, format: written });
    if (format === graphml) await note("graphml");
    if (format === gexf) await note("gexf");
    if (format === graphml) response.attachment(`${ring.id}.graphml`).type(graphml).send(writeGraphml(graph));
    else if (format === gexf) response.attachment(`${ring.id}.gexf`).type(gexf).send(writeGexf(graph, ring.id));
    else response.json(toRingGraphBody(ring.id, graph));
  });
  return router;
}

const file = { schema: { type: "string" } as const };

export const ringGraphPaths: ZodOpenApiPathsObject = {
  "/v1/rings/{id}/graph": {
    get: {
      operationId: "getRingGraph",
      summary: "Get a ring's graph",
      description: [
        `Its members and the links between them: at most \`limit\` members, and never more than ${mostGraphNodes}; what is not shown is`,
        "summed up. By `Accept` as JSON, as GraphML, or as GEXF, which Gephi opens. Of each member the strongest links are kept, eight unless",
        "the policy says otherwise. A dissolved ring has no members any more. A file is an export: it goes on record in the audit log.",
      ].join(" "),
      tags: ["rings"],
      security: [{ key: ["rings:read"] }],
      requestParams: { path: RingPath, query: RingGraphQuery },
      responses: {
        200: {
          description: "The graph.",
          content: { [json]: { schema: RingGraphBody }, [graphml]: file, [gexf]: file },
        },
        ...problemResponses(404, 406, 422, 503),
      },
    },
  },
};
