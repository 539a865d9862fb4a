import type { RequestHandler } from "express";
import { shortenName } from "../contract/list-faults.ts";
import { findDocumentedPaths } from "./documented-operation.ts";
import { InvalidInput } from "./invalid-input.ts";

/**
 * Refuses parameters in the query that the OpenAPI document does not name: one that is misspelt would otherwise change nothing, and
 * nobody would hear of it.
 *
 * @param paths of the OpenAPI document
 */
export function refuseUnknownParameters(paths: Readonly<Record<string, object>>): RequestHandler {
  const find = findDocumentedPaths(paths);
  return (request, _response, next) => {
    const given = Object.keys(request.query);
    if (given.length === 0) return next();
    const operation = find(request.baseUrl + request.path)?.operations.get(request.method);
    if (!operation) return next();
    const known = new Set(
      (operation.parameters ?? []).flatMap(({ in: where, name }) => (where === "query" ? name : [])),
    );
    const unknown = given.filter((name) => !known.has(name)).map(shortenName);
    if (unknown.length === 0) return next();
    throw new InvalidInput(
      "invalid-parameters",
      unknown.map((name) => ({ detail: `unknown parameter "${name}"${listKnown(known)}`, parameter: name })),
    );
  };
}

function listKnown(known: ReadonlySet<string | undefined>): string {
  return known.size === 0 ? ": this takes none" : `: there are ${[...known].join(", ")}`;
}
