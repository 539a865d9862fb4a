import type { RequestHandler, Response } from "express";
import { findCaller } from "../api-keys/find-caller.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Actor } from "../model/actor.ts";
import type { Caller, Scope } from "../model/api-key.ts";
import { DomainError } from "../model/errors.ts";

const bearer = /^Bearer ([\x21-\x7e]{1,256})$/i;

/** Finds out who calls, from `Authorization: Bearer rf_…`; 401 where nobody is known. */
export function authenticate(dependencies: Pick<Dependencies, "database" | "secret">): RequestHandler {
  return async (request, response, next) => {
    const key = bearer.exec(request.headers.authorization ?? "")?.[1];
    const caller = key === undefined ? undefined : await findCaller(dependencies, key);
    if (!caller) throw notAuthenticated(key !== undefined);
    response.locals.caller = caller;
    next();
  };
}

/** Lets only callers with the scope pass; `admin` has every scope. 403 otherwise. */
export function requireScope(scope: Scope): RequestHandler {
  return (_request, response, next) => {
    if (hasScope(callerOf(response), scope)) return next();
    throw new DomainError("forbidden", "missing-scope", `The key lacks the scope "${scope}"`);
  };
}

export function hasScope({ scopes }: Caller, scope: Scope): boolean {
  return scopes.includes(scope) || scopes.includes("admin");
}

/** Who the request comes from. Only behind `authenticate`. */
export function callerOf(response: Response): Caller {
  return response.locals.caller as Caller;
}

/** The caller as the record names it. Only behind `authenticate`. */
export function actorOf(response: Response): Actor {
  const { keyId, name } = callerOf(response);
  return { keyId, name };
}

function notAuthenticated(hasKey: boolean): DomainError {
  return hasKey
    ? new DomainError("unauthenticated", "unknown-key", "The key is not known, or it has been revoked")
    : new DomainError("unauthenticated", "missing-key", "Send a key as `Authorization: Bearer rf_…`");
}
