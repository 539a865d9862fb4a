import { STATUS_CODES } from "node:http";
import type { ZodOpenApiResponsesObject } from "zod-openapi";
import { ProblemBody } from "../contract/problem.ts";

const meanings = {
  400: "The request cannot be read: its body is not JSON, or a header or an escape in its path is malformed.",
  401: "No key, or one that is not known, has been revoked or has expired.",
  403: "The key lacks the scope.",
  404: "There is no such thing.",
  408: "The body did not arrive in time.",
  409: "It is not possible now.",
  406: "It is not to be had in any format that `Accept` names.",
  413: "The body is too large.",
  415: "The body is of a type that is not taken here.",
  422: "The input has faults; `errors` names each.",
  429: "Too many requests with this key, or too many wrong keys from this address; `Retry-After` says when to come again.",
  500: "Something went wrong on our side; the log has it under the request's id.",
  503: "The database cannot be reached.",
} as const;

/** One code of each status; there are others. */
const codes: Readonly<Record<keyof typeof meanings, string>> = {
  400: "malformed-json",
  401: "unknown-key",
  403: "missing-scope",
  404: "ring-not-found",
  406: "not-acceptable",
  408: "body-too-slow",
  409: "run-in-progress",
  413: "body-too-large",
  415: "unsupported-media-type",
  422: "invalid-parameters",
  429: "too-many-requests",
  500: "internal",
  503: "database-unavailable",
};

/** What any operation may be refused with, whatever it does. */
const everywhere = [400, 401, 403, 408, 422, 429, 500, 503] as const;

/** The refusals of an operation, for its `responses`. Those that any operation may answer are in every one. */
export function problemResponses(...statuses: (keyof typeof meanings)[]): ZodOpenApiResponsesObject {
  const all = [...new Set([...everywhere, ...statuses])].sort((a, b) => a - b);
  return Object.fromEntries(
    all.map((status) => {
      const content = { "application/problem+json": { schema: ProblemBody, example: exampleOf(status) } };
      return [String(status), { description: meanings[status], content }];
    }),
  );
}

function exampleOf(status: keyof typeof meanings): ProblemBody {
  const problem = {
    type: `urn:ringfence:problem:${codes[status]}`,
    title: STATUS_CODES[status] ?? "",
    status,
    detail: meanings[status],
    instance: "urn:ringfence:request:7c1f0e52-9d1f-4c3a-8f0e-2f6f6d3a8b11",
  };
  if (status !== 422) return problem;
  return { ...problem, errors: [{ detail: "must be a whole number", parameter: "limit" }] };
}
