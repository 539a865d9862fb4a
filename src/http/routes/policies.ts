import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { PolicyBody, PolicyChangePage, PolicyList } from "../../contract/policy.ts";
import { PageQuery } from "../../contract/ring.ts";
import { toPolicyBody, toPolicyChangeBody, toPolicySummaryBody } from "../../contract/to-policy-body.ts";
import type { Dependencies } from "../../dependencies.ts";
import { addPolicy } from "../../policies/add-policy.ts";
import { findPolicy, listPolicies } from "../../policies/find-policy.ts";
import { selectPolicyChanges } from "../../policies/policy-queries.ts";
import { promotePolicy, rollBackPolicy } from "../../policies/promote-policy.ts";
import { PolicySchema } from "../../policies/schema/policy.ts";
import { callerOf, requireScope } from "../authenticate.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { jsonBody } from "../json-body.ts";
import { parsePolicyBody } from "../parse-policy-body.ts";
import { parseQuery } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";
import { toPage } from "../to-page.ts";

const ChangePlace = z.strictObject({ before: z.int().min(1) });

function authorOf(response: Response) {
  const { name, keyId } = callerOf(response);
  return { actor: name, keyId };
}

/** What runs judge by: kept, promoted, rolled back, all of it on record. */
export function policyRoutes(dependencies: Pick<Dependencies, "database" | "clock">): Router {
  const router = Router();
  const { db } = dependencies.database;

  router.get("/policies", requireScope("rings:read"), async (_request, response) => {
    response.json({ data: (await listPolicies(dependencies)).map(toPolicySummaryBody) });
  });

  router.post("/policies", requireScope("admin"), jsonBody(), async (request: Request, response: Response) => {
    const policy = parsePolicyBody(request.body);
    const record = await addPolicy(dependencies, { policy, ...authorOf(response) });
    response.status(201).location(`/v1/policies/${record.version}`).json(toPolicyBody(record));
  });

  router.post("/policies/rollback", requireScope("admin"), async (_request, response) => {
    response.json(toPolicyBody(await rollBackPolicy(dependencies, authorOf(response))));
  });

  router.get("/policies/:version", requireScope("rings:read"), async (request, response) => {
    response.json(toPolicyBody(await findPolicy(dependencies, request.params.version as string)));
  });

  router.post("/policies/:version/promote", requireScope("admin"), async (request, response) => {
    const version = request.params.version as string;
    response.json(toPolicyBody(await promotePolicy(dependencies, { version, ...authorOf(response) })));
  });

  router.get("/policy_changes", requireScope("rings:read"), async (request, response) => {
    const { limit, cursor } = parseQuery(PageQuery, request);
    const before = decodeCursor(ChangePlace, cursor)?.before;
    const changes = await selectPolicyChanges(db, { limit: limit + 1, before });
    response.json(toPage(changes, limit, toPolicyChangeBody, ({ id }) => encodeCursor({ before: id })));
  });
  return router;
}

const tags = ["policies"];
const admin = [{ key: ["admin"] }];
const reader = [{ key: ["rings:read"] }];
const policyAnswer = (description: string) => ({
  description,
  content: { "application/json": { schema: PolicyBody } },
});
const VersionPath = z.object({
  version: z.string().meta({ description: "The policy's version.", example: "2026-06-careful" }),
});

export const policyPaths: ZodOpenApiPathsObject = {
  "/v1/policies": {
    get: {
      operationId: "listPolicies",
      summary: "List policies",
      description: "All weights and thresholds that were ever kept, newest first; one is active.",
      tags,
      security: reader,
      responses: {
        200: { description: "The policies.", content: { "application/json": { schema: PolicyList } } },
        ...problemResponses(503),
      },
    },
    post: {
      operationId: "addPolicy",
      summary: "Add a policy",
      description:
        "Keeps it under its version; it judges nobody before it is promoted. A version never changes its meaning: the same policy again is accepted, another is refused with 409.",
      tags,
      security: admin,
      requestBody: { required: true, content: { "application/json": { schema: PolicySchema } } },
      responses: { 201: policyAnswer("The policy."), ...problemResponses(400, 409, 413, 415, 422, 503) },
    },
  },
  "/v1/policies/rollback": {
    post: {
      operationId: "rollBackPolicy",
      summary: "Go back to the policy before",
      description: "Makes the policy active that was so before the active one was promoted.",
      tags,
      security: admin,
      responses: { 200: policyAnswer("The policy that is active now."), ...problemResponses(409, 422, 503) },
    },
  },
  "/v1/policies/{version}": {
    get: {
      operationId: "getPolicy",
      summary: "Get a policy",
      description:
        "By its version; `active` is the one that runs judge by, `default` the one that this program brings along.",
      tags,
      security: reader,
      requestParams: { path: VersionPath },
      responses: { 200: policyAnswer("The policy."), ...problemResponses(404, 503) },
    },
  },
  "/v1/policies/{version}/promote": {
    post: {
      operationId: "promotePolicy",
      summary: "Promote a policy",
      description: "From the next run on it is the one that judges. Try it in a shadow run first.",
      tags,
      security: admin,
      requestParams: { path: VersionPath },
      responses: { 200: policyAnswer("The policy that is active now."), ...problemResponses(404, 409, 422, 503) },
    },
  },
  "/v1/policy_changes": {
    get: {
      operationId: "listPolicyChanges",
      summary: "List what was done with the policies",
      description: "Who added, promoted and rolled back what, newest first. Never changed, never deleted.",
      tags,
      security: reader,
      requestParams: { query: PageQuery },
      responses: {
        200: { description: "A page of changes.", content: { "application/json": { schema: PolicyChangePage } } },
        ...problemResponses(422, 503),
      },
    },
  },
};
