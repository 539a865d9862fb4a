import type { RequestHandler } from "express";
import { HttpProblem } from "./http-problem.ts";

const methods = ["get", "put", "post", "delete", "patch"] as const;

/**
 * Answers what no route took: 405 with `Allow` where the document has the path with other methods, else 404.
 *
 * @param paths of the OpenAPI document
 */
export function refuseTheRest(paths: Readonly<Record<string, object>>): RequestHandler {
  const known = Object.entries(paths).map(([path, item]) => ({
    pattern: new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{[^}]+\}/g, "[^/]+")}/?$`),
    allowed: methods.filter((method) => method in item).map((method) => method.toUpperCase()),
  }));
  return (request) => {
    const allowed = known.find(({ pattern }) => pattern.test(request.path))?.allowed ?? [];
    if (allowed.length === 0 || allowed.includes(request.method)) {
      throw new HttpProblem(404, "route-not-found", "There is nothing at this path: /openapi.json lists what there is");
    }
    const list = allowed.join(", ");
    throw new HttpProblem(405, "method-not-allowed", `This path takes ${list}`, { Allow: list });
  };
}
