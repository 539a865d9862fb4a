import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { PageQuery } from "../../contract/ring.ts";
import { DifferenceListQuery, RunBody, RunInput, RunPage, ShadowDifferencePage } from "../../contract/run.ts";
import { toShadowDifferenceBody } from "../../contract/to-shadow-difference-body.ts";
import { toRunBody } from "../../contract/to-run-body.ts";
import type { Dependencies } from "../../dependencies.ts";
import type { Policy } from "../../detection/policy.ts";
import type { AccountId } from "../../model/account.ts";
import { differenceKinds, type ShadowDifference } from "../../model/shadow-difference.ts";
import { findPolicy } from "../../policies/find-policy.ts";
import { parsePolicy } from "../../policies/parse-policy.ts";
import { listDifferences } from "../../runs/compare-with-published.ts";
import { requireRun } from "../../runs/require-run.ts";
import { listRuns, runNumber } from "../../runs/run-queries.ts";
import { startRun } from "../../runs/start-run.ts";
import { requireScope } from "../authenticate.ts";
import { CursorText, decodeCursor, encodeCursor } from "../cursor.ts";
import { jsonBody } from "../json-body.ts";
import { parsePolicyBody } from "../parse-policy-body.ts";
import { parseBody, parseQuery } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";
import { toPage } from "../to-page.ts";

const DifferencePlace = z.strictObject({ kind: z.enum(differenceKinds), account: CursorText });
const RunPlace = z.strictObject({ before: z.int().min(1) });

type RunRouteDependencies = Pick<Dependencies, "database" | "clock" | "logger" | "background">;

/** Starting runs and watching them. */
export function runRoutes(dependencies: RunRouteDependencies): Router {
  const router = Router();
  const { db } = dependencies.database;

  router.post("/runs", requireScope("admin"), jsonBody(), async (request: Request, response: Response) => {
    const body = parseBody(RunInput.optional(), request);
    const shadowPolicy = body?.policy === undefined ? undefined : await readPolicy(dependencies, body.policy);
    const { run } = await startRun(dependencies, { asOf: body?.as_of, windowDays: body?.window_days, shadowPolicy });
    response.status(202).location(`/v1/runs/${run.id}`).json(toRunBody(run));
  });

  router.get("/runs", requireScope("rings:read"), async (request, response) => {
    const { limit, cursor } = parseQuery(PageQuery, request);
    const runs = await listRuns(db, { limit: limit + 1, before: decodeCursor(RunPlace, cursor)?.before });
    response.json(toPage(runs, limit, toRunBody, ({ id }) => encodeCursor({ before: runNumber(id) ?? 0 })));
  });

  router.get("/runs/:runId", requireScope("rings:read"), async (request, response) => {
    response.json(toRunBody(await requireRun(db, request.params.runId as string)));
  });

  router.get("/runs/:runId/differences", requireScope("rings:read"), async (request, response) => {
    const { limit, cursor, kind } = parseQuery(DifferenceListQuery, request);
    const place = decodeCursor(DifferencePlace, cursor);
    const run = await requireRun(db, request.params.runId as string);
    const after = place && { kind: place.kind, accountId: place.account as AccountId };
    const differences = await listDifferences(db, runNumber(run.id) ?? 0, { kind, limit: limit + 1, after });
    const cursorAfter = (last: ShadowDifference) => encodeCursor({ kind: last.kind, account: last.accountId });
    response.json(toPage(differences, limit, toShadowDifferenceBody, cursorAfter));
  });
  return router;
}

/** A policy that a run names, or brings along. */
async function readPolicy(
  dependencies: RunRouteDependencies,
  named: string | Readonly<Record<string, unknown>>,
): Promise<Policy> {
  if (typeof named !== "string") return parsePolicyBody(named, ["policy"]);
  return parsePolicy((await findPolicy(dependencies, named)).document);
}

const tags = ["runs"];
const RunPath = z.object({ id: z.string().meta({ description: "The run's id.", example: "run_7" }) });

export const runPaths: ZodOpenApiPathsObject = {
  "/v1/runs": {
    post: {
      operationId: "startRun",
      summary: "Start a run",
      description: [
        "Finds the rings in the events of a window and publishes them in one step. Goes on in the background: ask for the run",
        "until its status is `published` or `failed`. One at a time: while one is under way another is refused with 409.",
      ].join(" "),
      tags,
      security: [{ key: ["admin"] }],
      requestBody: { required: false, content: { "application/json": { schema: RunInput } } },
      responses: {
        202: { description: "The run has started.", content: { "application/json": { schema: RunBody } } },
        ...problemResponses(400, 404, 409, 413, 415, 422, 503),
      },
    },
    get: {
      operationId: "listRuns",
      summary: "List runs",
      description: "Newest first.",
      tags,
      security: [{ key: ["rings:read"] }],
      requestParams: { query: PageQuery },
      responses: {
        200: { description: "A page of runs.", content: { "application/json": { schema: RunPage } } },
        ...problemResponses(422, 503),
      },
    },
  },
  "/v1/runs/{id}": {
    get: {
      operationId: "getRun",
      summary: "Get a run",
      description: "How far it has come, what it counted, how long each stage took.",
      tags,
      security: [{ key: ["rings:read"] }],
      requestParams: { path: RunPath },
      responses: {
        200: { description: "The run.", content: { "application/json": { schema: RunBody } } },
        ...problemResponses(404, 503),
      },
    },
  },
  "/v1/runs/{id}/differences": {
    get: {
      operationId: "listRunDifferences",
      summary: "List what a shadow run would change",
      description: [
        "The accounts that its policy flags and that are not flagged, and the other way round, by kind and account id. Kept for the ten",
        "newest shadow runs; a run that published has none.",
      ].join(" "),
      tags,
      security: [{ key: ["rings:read"] }],
      requestParams: { path: RunPath, query: DifferenceListQuery },
      responses: {
        200: { description: "A page of accounts.", content: { "application/json": { schema: ShadowDifferencePage } } },
        ...problemResponses(404, 422, 503),
      },
    },
  },
};
