import type { ZodOpenApiResponsesObject } from "zod-openapi";
import { ProblemBody } from "../contract/problem.ts";

const meanings = {
  400: "The request cannot be read: its body is not JSON, or a header is malformed.",
  401: "No key, or one that is not known or has been revoked.",
  403: "The key lacks the scope.",
  404: "There is no such thing.",
  409: "It is not possible now.",
  406: "It is not to be had in any format that `Accept` names.",
  413: "The body is too large.",
  415: "The body is of a type that is not taken here.",
  422: "The input has faults; `errors` names each.",
  503: "The database cannot be reached.",
} as const;

/** The refusals of an operation, for its `responses`. 401 and 403 are in every one. */
export function problemResponses(...statuses: (keyof typeof meanings)[]): ZodOpenApiResponsesObject {
  const all = [...new Set([401, 403, ...statuses] as const)].sort((a, b) => a - b);
  const content = { "application/problem+json": { schema: ProblemBody } };
  return Object.fromEntries(all.map((status) => [String(status), { description: meanings[status], content }]));
}
