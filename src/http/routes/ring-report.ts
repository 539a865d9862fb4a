import { Router } from "express";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { RingReportBody } from "../../contract/ring-report.ts";
import type { Dependencies } from "../../dependencies.ts";
import { exportReport } from "../../reports/export-report.ts";
import { writeMemberCsv } from "../../reports/write-member-csv.ts";
import { reportPolicy, writeReportHtml } from "../../reports/write-report-html.ts";
import { actorOf, requireScope } from "../authenticate.ts";
import { HttpProblem } from "../http-problem.ts";
import { problemResponses } from "../problem-responses.ts";
import { maySeeIdentifiers } from "../reveal-identifiers.ts";
import { RingPath } from "./rings.ts";

const json = "application/json";
const formats = { [json]: "json", "text/html": "html", "text/csv": "csv" } as const;
const types = Object.keys(formats) as (keyof typeof formats)[];

/** A ring as a legal team files it. */
export function ringReportRoutes(dependencies: Pick<Dependencies, "database" | "clock" | "secret">): Router {
  const router = Router();
  router.get("/rings/:ringId/report", requireScope("rings:read"), async (request, response) => {
    response.vary("Accept");
    const type = request.accepts(types) as keyof typeof formats | false;
    if (type === false) throw new HttpProblem(406, "not-acceptable", `A report is to be had as ${types.join(", ")}`);
    const report = await exportReport(dependencies, {
      ringId: request.params.ringId as string,
      format: formats[type],
      isMasked: !maySeeIdentifiers(response),
      actor: actorOf(response),
    });
    response.setHeader("Cache-Control", "no-store");
    if (type === "text/csv") response.attachment(`${report.ring.id}.csv`).type("csv").send(writeMemberCsv(report));
    else if (type === "text/html") {
      response.setHeader("Content-Security-Policy", `${reportPolicy}; frame-ancestors 'none'`);
      response.type("html").send(writeReportHtml(report));
    } else response.json(report);
  });
  return router;
}

const file = { schema: { type: "string" } as const };

export const ringReportPaths: ZodOpenApiPathsObject = {
  "/v1/rings/{id}/report": {
    get: {
      operationId: "getRingReport",
      summary: "Get the report on a ring",
      description: [
        "How many accounts made how many exchanges between which dates, aimed at what, through how many addresses and instruments; how that was",
        "found, how sure it is and what speaks against; related rings; the manifest of the run, and a SHA-256 over the evidence. By `Accept` as",
        "JSON, as an HTML page that needs nothing besides itself and is made to be printed, or the members alone as CSV. Each call is on record",
        "in the audit log. Identifiers are masked without the scope `identifiers:read`, and the hash is then over the masked evidence.",
      ].join(" "),
      tags: ["rings"],
      security: [{ key: ["rings:read"] }],
      requestParams: { path: RingPath },
      responses: {
        200: {
          description: "The report.",
          content: { [json]: { schema: RingReportBody }, "text/html": file, "text/csv": file },
        },
        ...problemResponses(404, 406, 503),
      },
    },
  },
};
