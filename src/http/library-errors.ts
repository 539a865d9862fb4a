import { HttpProblem } from "./http-problem.ts";

/**
 * What Express, its body parser and Postgres' client throw, as problems of ours; undefined for what is a bug.
 *
 * Their own messages are dropped: the one for broken JSON quotes the body.
 */
export function readLibraryError(error: unknown): HttpProblem | undefined {
  if (!(error instanceof Error)) return undefined;
  if (isLostDatabase(error)) {
    return new HttpProblem(503, "database-unavailable", "The database cannot be reached at the moment: try again", {
      "Retry-After": "5",
    });
  }
  if (inTheWay.has((error as { code?: unknown }).code)) {
    return new HttpProblem(503, "database-busy", "Another change was in the way, so nothing was stored: try again", {
      "Retry-After": "1",
    });
  }
  if ((error as { code?: unknown }).code === outOfSpace) {
    return new HttpProblem(503, "database-out-of-space", "The database has no space left: nothing was stored", {
      "Retry-After": "60",
    });
  }
  switch ((error as { type?: unknown }).type) {
    case "entity.parse.failed":
      return new HttpProblem(400, "malformed-json", "The body is not JSON");
    case "entity.too.large":
      return new HttpProblem(413, "body-too-large", "The body is larger than this route takes");
    case "encoding.unsupported":
      return new HttpProblem(415, "unsupported-encoding", "The body must be plain or gzip", {
        "Accept-Encoding": "gzip, identity",
      });
    case "charset.unsupported":
      return new HttpProblem(415, "unsupported-charset", "The body must be UTF-8");
  }
  const status = (error as { status?: unknown }).status;
  if (typeof status === "number" && status >= 400 && status < 500) {
    return new HttpProblem(status, "bad-request", "The request cannot be read");
  }
  return undefined;
}

const lostConnection =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ERR_STREAM_PREMATURE_CLOSE|57P0\d|08\w{3}|53[23]00|25006|58\w{3})$/;
const outOfSpace = "53100";
/** Two who waited for each other, of whom Postgres ended one; a lock that was not to be had in time. */
const inTheWay: ReadonlySet<unknown> = new Set(["40001", "40P01", "55P03"]);

function isLostDatabase(error: Error): boolean {
  const code = (error as { code?: unknown }).code;
  if (typeof code === "string" && lostConnection.test(code)) return true;
  // node-postgres gives these no code.
  return /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/.test(
    error.message,
  );
}
