import type { Express } from "express";
import type { Dependencies } from "./dependencies.ts";
import { createHttpApp } from "./http/create-http-app.ts";
import { accountPaths, accountRoutes } from "./http/routes/accounts.ts";
import { apiKeyPaths, apiKeyRoutes } from "./http/routes/api-keys.ts";
import { auditLogPaths, auditLogRoutes } from "./http/routes/audit-log.ts";
import { decisionPaths, decisionRoutes } from "./http/routes/decisions.ts";
import { eventPaths, eventRoutes } from "./http/routes/events.ts";
import { identifierPaths, identifierRoutes } from "./http/routes/identifiers.ts";
import { policyPaths, policyRoutes } from "./http/routes/policies.ts";
import { ringGraphPaths, ringGraphRoutes } from "./http/routes/ring-graph.ts";
import { ringPaths, ringRoutes } from "./http/routes/rings.ts";
import { runPaths, runRoutes } from "./http/routes/runs.ts";
import { statsPaths, statsRoutes } from "./http/routes/stats.ts";

/** The whole service behind one port: hands the dependencies to each file of routes. */
export function createApp(dependencies: Dependencies): Express {
  return createHttpApp(dependencies, [
    { paths: eventPaths, router: eventRoutes(dependencies) },
    { paths: ringPaths, router: ringRoutes(dependencies) },
    { paths: ringGraphPaths, router: ringGraphRoutes(dependencies) },
    { paths: decisionPaths, router: decisionRoutes(dependencies) },
    { paths: accountPaths, router: accountRoutes(dependencies) },
    { paths: identifierPaths, router: identifierRoutes(dependencies) },
    { paths: policyPaths, router: policyRoutes(dependencies) },
    { paths: runPaths, router: runRoutes(dependencies) },
    { paths: statsPaths, router: statsRoutes(dependencies) },
    { paths: apiKeyPaths, router: apiKeyRoutes(dependencies) },
    { paths: auditLogPaths, router: auditLogRoutes(dependencies) },
  ]);
}
