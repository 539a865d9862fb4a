import { createHash, timingSafeEqual } from "node:crypto";
import { type RequestHandler, Router } from "express";
import type { Config } from "../config.ts";
import type { Dependencies } from "../dependencies.ts";
import { authenticate, readBearer, requireScope } from "./authenticate.ts";

/**
 * `/metrics`, for Prometheus: with the key of `RINGFENCE_METRICS_KEY`, which works also while the database is away, or an admin's; without any where
 * `RINGFENCE_METRICS_OPEN` says so.
 */
export function metricsRoute(
  dependencies: Pick<Dependencies, "database" | "secret" | "clock" | "config" | "metrics">,
): Router {
  const router = Router();
  const { metrics, config } = dependencies;
  if (!metrics) return router;
  const answer: RequestHandler = async (_request, response) => {
    response.setHeader("Cache-Control", "no-store");
    // Not by `type`, which would move the version behind the charset.
    response.setHeader("Content-Type", metrics.contentType);
    response.end(await metrics.page());
  };
  router.get("/metrics", passWatchers(config.metrics), answer);
  router.get("/metrics", authenticate(dependencies), requireScope("admin"), answer);
  return router;
}

/** Lets those pass who may read the figures without a key of ours; the others go to the next route. */
function passWatchers({ isOpen, key }: Config["metrics"]): RequestHandler {
  return (request, _response, next) => {
    const given = readBearer(request);
    if (isOpen || (key !== undefined && given !== undefined && isSame(given, key))) next();
    else next("route");
  };
}

/** In a time that says nothing about where two keys differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
