import { type Request, type Response, Router } from "express";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { createAssessor } from "../../assessments/assess-signup.ts";
import { readSignup } from "../../assessments/read-signup.ts";
import { AssessmentBody, AssessmentInput, toAssessmentBody } from "../../contract/assessment.ts";
import { toJsonPointer } from "../../contract/json-pointer.ts";
import type { Dependencies } from "../../dependencies.ts";
import { createMatcher } from "../../indicators/match-indicators.ts";
import { createKeyedHash } from "../../ingest/keyed-hash.ts";
import { requireScope } from "../authenticate.ts";
import { InvalidInput } from "../invalid-input.ts";
import { jsonBody } from "../json-body.ts";
import { parseBody } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";

/** Sign-ups, before they exist. */
export function assessmentRoutes({
  database,
  clock,
  secret,
}: Pick<Dependencies, "database" | "clock" | "secret">): Router {
  const router = Router();
  const assess = createAssessor(database, createMatcher(database.db, secret));
  const hash = createKeyedHash(secret);
  router.post(
    "/assessments",
    requireScope("signups:assess"),
    jsonBody(),
    async (request: Request, response: Response) => {
      const signup = readSignup(parseBody(AssessmentInput, request), { now: clock.now(), hash });
      if (!("identifiers" in signup)) {
        const faults = signup.map(({ detail, path }) => ({ detail, pointer: toJsonPointer(path) }));
        throw new InvalidInput("invalid-body", faults);
      }
      response.json(toAssessmentBody(await assess(signup)));
    },
  );
  return router;
}

export const assessmentPaths: ZodOpenApiPathsObject = {
  "/v1/assessments": {
    post: {
      operationId: "assessSignup",
      summary: "Assess a sign-up before it exists",
      description: [
        "What would be thought of a sign-up with these things: the flagged rings that it would belong to, by the rule that runs let members in by, and",
        "the members that it would be linked with. Nothing is stored. What peers say is shown and counts for nothing by itself. Verdicts are heeded as they stand; rings are those of the newest run, and one",
        "that was dismissed attaches nobody. Answers are in time for a form, however many accounts use the same address.",
      ].join(" "),
      tags: ["assessments"],
      security: [{ key: ["signups:assess"] }],
      requestBody: { required: true, content: { "application/json": { schema: AssessmentInput } } },
      responses: {
        200: {
          description: "What would be thought of it.",
          content: { "application/json": { schema: AssessmentBody } },
        },
        ...problemResponses(400, 413, 415, 422, 503),
      },
    },
  },
};
