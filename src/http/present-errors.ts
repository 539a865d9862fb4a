import { STATUS_CODES } from "node:http";
import type { ErrorRequestHandler } from "express";
import type { FaultBody, ProblemBody } from "../contract/problem.ts";
import type { RingBody } from "../contract/ring.ts";
import { toRingBody } from "../contract/to-ring-body.ts";
import { DomainError, type ErrorKind } from "../model/errors.ts";
import { RingOutdated } from "../rings/ring-outdated.ts";
import { toEntityTag } from "./entity-tag.ts";
import { HttpProblem } from "./http-problem.ts";
import { InvalidInput } from "./invalid-input.ts";
import { readLibraryError } from "./library-errors.ts";

const statuses: Readonly<Record<ErrorKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  outdated: 412,
  unavailable: 503,
};

/** The only place where an error becomes an answer. What is not one of ours says nothing about itself to the caller. */
export const presentErrors: ErrorRequestHandler = (error, request, response, next) => {
  // Too late for a problem: Express cuts the connection, so that half an answer does not pass for a whole one.
  if (response.headersSent) return next(error);
  const { status, code, detail, headers, members } = describe(error);
  // Only faults of ours are logged: what a refused request says may hold a prompt or a card number.
  if (status >= 500) response.err = error instanceof Error ? error : new Error("Something that is no Error was thrown");
  const problem: ProblemBody & Description["members"] = {
    type: `urn:ringfence:problem:${code}`,
    title: STATUS_CODES[status] ?? "Error",
    status,
    detail,
    instance: `urn:ringfence:request:${request.id}`,
    ...members,
  };
  response.status(status).set(headers).type("application/problem+json").send(JSON.stringify(problem));
};

interface Description {
  status: number;
  code: string;
  detail: string;
  headers: Readonly<Record<string, string>>;
  /** What a problem of this type says besides. */
  members?: { readonly errors?: FaultBody[]; readonly ring?: RingBody };
}

function describe(error: unknown): Description {
  if (error instanceof InvalidInput) return { ...describeDomain(error), members: { errors: [...error.faults] } };
  if (error instanceof RingOutdated) {
    const headers = { ETag: toEntityTag(error.ring.version) };
    return { ...describeDomain(error), headers, members: { ring: toRingBody(error.ring) } };
  }
  if (error instanceof DomainError) return describeDomain(error);
  const problem = error instanceof HttpProblem ? error : readLibraryError(error);
  if (problem) return { status: problem.status, code: problem.code, detail: problem.message, headers: problem.headers };
  return { status: 500, code: "internal", detail: "Something went wrong on our side", headers: {} };
}

function describeDomain({ kind, code, message }: DomainError): Description {
  const headers: Record<string, string> = kind === "unauthenticated" ? { "WWW-Authenticate": "Bearer" } : {};
  return { status: statuses[kind], code, detail: message, headers };
}
