import type { Router } from "express";
import type { ZodOpenApiPathsObject } from "zod-openapi";

/**
 * A file in `routes/`: what it answers, and what the OpenAPI document says of it.
 *
 * Paths are whole (`/v1/rings/{id}`); the router hangs below `/v1`.
 */
export interface RouteModule {
  readonly router: Router;
  readonly paths: ZodOpenApiPathsObject;
}
