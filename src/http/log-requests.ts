import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestHandler } from "express";
import type { Logger } from "pino";
import { pinoHttp } from "pino-http";
import { describeError } from "../describe-error.ts";

/** A request's id that a caller may choose: what a proxy in front of us logged, to be found here too. */
const acceptableId = /^[\w-]{1,64}$/;

/** What is asked for by whoever watches the process. */
const quietPaths = new Set(["/livez", "/readyz", "/metrics"]);

/** Up to what would name an account or an identifier, however the path is written. */
const namesSomebody = /(\/identifiers\/+[^/]*\/|\/accounts\/).*$/is;

/**
 * One line for each request, with an id that the answer carries as `X-Request-Id`.
 *
 * Neither headers (keys) nor bodies (prompts) nor query strings nor the names in a path (accounts, identifiers) are logged.
 */
export function logRequests(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: nameRequest,
    customLogLevel: (_request, response, error) =>
      error || response.statusCode >= 500 ? "error" : response.statusCode >= 400 ? "warn" : "info",
    // They come every few seconds and say nothing.
    autoLogging: { ignore: (request) => quietPaths.has(request.url ?? "") },
    wrapSerializers: false,
    serializers: {
      req: (request: IncomingMessage) => ({ id: request.id, method: request.method, path: pathOf(request) }),
      res: (response: ServerResponse) => ({ status: response.statusCode }),
      err: describeError,
    },
  }) as RequestHandler;
}

function nameRequest(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers["x-request-id"];
  const id = typeof given === "string" && acceptableId.test(given) ? given : randomUUID();
  response.setHeader("X-Request-Id", id);
  return id;
}

/** Express shortens `url` inside a router; `originalUrl` is what was asked for. Whose account, or which identifier, is left out. */
function pathOf(request: IncomingMessage & { originalUrl?: string }): string {
  const path = (request.originalUrl ?? request.url ?? "").split("?", 1)[0] as string;
  return path.replace(namesSomebody, "$1…");
}
