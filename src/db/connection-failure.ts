import { DomainError } from "../model/errors.ts";

/**
 * Turns why a connection could not be made into a sentence that says what to do.
 *
 * Names the server, the user and the database; never the password.
 */
export function connectionFailure(error: unknown, databaseUrl: string): DomainError {
  const { server, user, database } = readAddress(databaseUrl);
  const check = "check DATABASE_URL";
  const [code, message] = ((): [string, string] => {
    switch (codeOf(error)) {
      case "ECONNREFUSED":
        return ["database-refused", `Nothing answers at ${server}: start the database there, or ${check}.`];
      case "ENOTFOUND":
      case "EAI_AGAIN":
        return ["database-host-unknown", `The database's host at ${server} cannot be found: ${check}.`];
      case "28P01":
      case "28000":
        return [
          "database-login-refused",
          `The database at ${server} refuses user "${user}": ${check}, user and password.`,
        ];
      case "3D000":
        return ["database-missing", `The server at ${server} has no database "${database}": create it, or ${check}.`];
      case "53300":
        return [
          "database-full",
          `The database at ${server} has no connection left: raise its max_connections, or stop other clients.`,
        ];
      case "57P03":
        return ["database-not-ready", `The database at ${server} is starting or stopping: try again in a moment.`];
      default:
        return ["database-unreachable", `The database at ${server} cannot be used (${reasonOf(error)}): ${check}.`];
    }
  })();
  return new DomainError("unavailable", code, message, { cause: error });
}

/** Several addresses of one host fail together in an AggregateError: the first of them says why. */
function codeOf(error: unknown): unknown {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  return error instanceof Error && error.message !== "" ? error.message : "no reason given";
}

function readAddress(databaseUrl: string): { server: string; user: string; database: string } {
  try {
    const { hostname, port, username, pathname } = new URL(databaseUrl);
    return {
      server: `${hostname || "localhost"}:${port || "5432"}`,
      user: decodeURIComponent(username),
      database: decodeURIComponent(pathname.slice(1)),
    };
  } catch {
    return { server: "the configured address", user: "", database: "" };
  }
}
