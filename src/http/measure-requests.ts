import type { RequestHandler } from "express";
import type { ServiceMetrics } from "../metrics/service-metrics.ts";

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

/** Counts each answer and its time, by the route as it is declared: what was asked for stays out. */
export function measureRequests(metrics: ServiceMetrics | undefined): RequestHandler {
  return (request, response, next) => {
    if (!metrics) return next();
    const startedAt = process.hrtime.bigint();
    response.once("close", () => {
      const path: unknown = request.route?.path;
      const route = typeof path !== "string" ? "none" : request.originalUrl.startsWith("/v1/") ? `/v1${path}` : path;
      const method = methods.has(request.method) ? request.method : "other";
      metrics.answered(method, route, response.statusCode, Number(process.hrtime.bigint() - startedAt) / 1e9);
    });
    next();
  };
}
