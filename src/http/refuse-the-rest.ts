import type { RequestHandler } from "express";
import { findDocumentedPaths } from "./documented-operation.ts";
import { HttpProblem } from "./http-problem.ts";

/**
 * Answers what no route took: 405 with `Allow` where the document has the path with other methods, else 404.
 *
 * @param paths of the OpenAPI document
 */
export function refuseTheRest(paths: Readonly<Record<string, object>>): RequestHandler {
  const find = findDocumentedPaths(paths);
  return (request) => {
    const allowed = [...(find(request.path)?.operations.keys() ?? [])].filter((method) => method !== "HEAD");
    if (allowed.length === 0 || allowed.includes(request.method)) {
      throw new HttpProblem(404, "route-not-found", "There is nothing at this path: /openapi.json lists what there is");
    }
    const list = allowed.join(", ");
    throw new HttpProblem(405, "method-not-allowed", `This path takes ${list}`, { Allow: list });
  };
}
