import type { Express, Router } from "express";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import type { Dependencies, ServiceRole } from "./dependencies.ts";
import { createHttpApp } from "./http/create-http-app.ts";
import { describeApi, type OpenApiDocument } from "./http/openapi.ts";
import { accountPaths, accountRoutes } from "./http/routes/accounts.ts";
import { apiKeyPaths, apiKeyRoutes } from "./http/routes/api-keys.ts";
import { assessmentPaths, assessmentRoutes } from "./http/routes/assessments.ts";
import { auditLogPaths, auditLogRoutes } from "./http/routes/audit-log.ts";
import { decisionPaths, decisionRoutes } from "./http/routes/decisions.ts";
import { eventPaths, eventRoutes } from "./http/routes/events.ts";
import { identifierPaths, identifierRoutes } from "./http/routes/identifiers.ts";
import { indicatorPaths, indicatorRoutes } from "./http/routes/indicators.ts";
import { peerPaths, peerRoutes } from "./http/routes/peers.ts";
import { policyPaths, policyRoutes } from "./http/routes/policies.ts";
import { ringGraphPaths, ringGraphRoutes } from "./http/routes/ring-graph.ts";
import { ringMapPaths, ringMapRoutes } from "./http/routes/ring-map.ts";
import { searchPaths, searchRoutes } from "./http/routes/search.ts";
import { ringProfilePaths, ringProfileRoutes } from "./http/routes/ring-profile.ts";
import { ringReportPaths, ringReportRoutes } from "./http/routes/ring-report.ts";
import { ringPaths, ringRoutes } from "./http/routes/rings.ts";
import { runPaths, runRoutes } from "./http/routes/runs.ts";
import { statsPaths, statsRoutes } from "./http/routes/stats.ts";
import { webhookDeliveryPaths, webhookDeliveryRoutes } from "./http/routes/webhook-deliveries.ts";
import { webhookEndpointPaths, webhookEndpointRoutes } from "./http/routes/webhook-endpoints.ts";

/** Every file of routes: what the OpenAPI document says of it, and how its router is made. */
const routeFiles: readonly {
  readonly paths: ZodOpenApiPathsObject;
  readonly routes: (dependencies: Dependencies) => Router;
}[] = [
  { paths: eventPaths, routes: eventRoutes },
  { paths: ringPaths, routes: ringRoutes },
  { paths: ringProfilePaths, routes: ringProfileRoutes },
  { paths: ringMapPaths, routes: ringMapRoutes },
  { paths: ringGraphPaths, routes: ringGraphRoutes },
  { paths: ringReportPaths, routes: ringReportRoutes },
  { paths: decisionPaths, routes: decisionRoutes },
  { paths: assessmentPaths, routes: assessmentRoutes },
  { paths: accountPaths, routes: accountRoutes },
  { paths: identifierPaths, routes: identifierRoutes },
  { paths: indicatorPaths, routes: indicatorRoutes },
  { paths: peerPaths, routes: peerRoutes },
  { paths: searchPaths, routes: searchRoutes },
  { paths: policyPaths, routes: policyRoutes },
  { paths: runPaths, routes: runRoutes },
  { paths: statsPaths, routes: statsRoutes },
  { paths: webhookEndpointPaths, routes: webhookEndpointRoutes },
  { paths: webhookDeliveryPaths, routes: webhookDeliveryRoutes },
  { paths: apiKeyPaths, routes: apiKeyRoutes },
  { paths: auditLogPaths, routes: auditLogRoutes },
];

/** The whole service behind one port: hands the dependencies to each file of routes. A worker answers only whoever watches the process. */
export function createApp(dependencies: Dependencies, role: ServiceRole = "all"): Express {
  const files = role === "worker" ? [] : routeFiles;
  return createHttpApp(
    dependencies,
    files.map(({ paths, routes }) => ({ paths, router: routes(dependencies) })),
  );
}

/** The OpenAPI document of the whole service, without starting it. */
export function describeService(): OpenApiDocument {
  return describeApi(routeFiles);
}
