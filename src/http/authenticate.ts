import type { Request, RequestHandler, Response } from "express";
import { findCaller } from "../api-keys/find-caller.ts";
import { isMadeKey } from "../api-keys/make-key.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Actor } from "../model/actor.ts";
import type { Caller, Scope } from "../model/api-key.ts";
import { DomainError } from "../model/errors.ts";
import { createRequestLimit } from "./limit-requests.ts";

const bearer = /^Bearer ([\x21-\x7e]{1,256})$/i;

/**
 * Finds out who calls, from `Authorization: Bearer rf_…`; 401 where nobody is known.
 *
 * 429 for a key that called too often, and for an address that came with too many wrong keys.
 */
export function authenticate(
  dependencies: Pick<Dependencies, "database" | "secret" | "clock" | "config">,
): RequestHandler {
  const limit = createRequestLimit(dependencies);
  return async (request, response, next) => {
    const key = readBearer(request);
    if (key === undefined) throw missingKey();
    const caller = await findCaller(dependencies, key);
    if (!caller) {
      await limit.countWrongKey(request);
      throw unknownKey();
    }
    // One that people chose might be guessed; one of 192 bits cannot, and whoever has one is not shut out for what a neighbour does.
    if (!isMadeKey(key)) await limit.refuseGuessing(request);
    await limit.countRequest(caller, response);
    response.locals.caller = caller;
    next();
  };
}

/** The key that a request brings; undefined without one. */
export function readBearer(request: Request): string | undefined {
  return bearer.exec(request.headers.authorization ?? "")?.[1];
}

/** Lets only callers with the scope pass; `admin` has every scope. 403 otherwise. */
export function requireScope(scope: Scope): RequestHandler {
  return (_request, response, next) => {
    refuseWithoutScope(response, scope);
    next();
  };
}

/** For what needs a scope besides the route's own. @throws {DomainError} `missing-scope` (forbidden) */
export function refuseWithoutScope(response: Response, scope: Scope): void {
  if (hasScope(callerOf(response), scope)) return;
  throw new DomainError("forbidden", "missing-scope", `The key lacks the scope "${scope}"`);
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

const missingKey = () =>
  new DomainError("unauthenticated", "missing-key", "Send a key as `Authorization: Bearer rf_…`");

const unknownKey = () =>
  new DomainError("unauthenticated", "unknown-key", "The key is not known, has been revoked or has expired");
