import type { ZodOpenApiResponsesObject } from "zod-openapi";
import { ProblemBody } from "../contract/problem.ts";

const meanings = {
  400: "The request cannot be read: its body is not JSON, or a header or an escape in its path is malformed.",
  401: "No key, or one that is not known, has been revoked or has expired.",
  403: "The key lacks the scope.",
  404: "There is no such thing.",
  409: "It is not possible now.",
  406: "It is not to be had in any format that `Accept` names.",
  413: "The body is too large.",
  415: "The body is of a type that is not taken here.",
  422: "The input has faults; `errors` names each.",
  429: "Too many requests with this key, or too many wrong keys from this address; `Retry-After` says when to come again.",
  500: "Something went wrong on our side; the log has it under the request's id.",
  503: "The database cannot be reached.",
} as const;

/** What any operation may be refused with, whatever it does. */
const everywhere = [400, 401, 403, 422, 429, 500, 503] as const;

/** The refusals of an operation, for its `responses`. Those that any operation may answer are in every one. */
export function problemResponses(...statuses: (keyof typeof meanings)[]): ZodOpenApiResponsesObject {
  const all = [...new Set([...everywhere, ...statuses])].sort((a, b) => a - b);
  const content = { "application/problem+json": { schema: ProblemBody } };
  return Object.fromEntries(all.map((status) => [String(status), { description: meanings[status], content }]));
}
