import express, { type Express } from "express";
import helmet from "helmet";
import type { Dependencies } from "../dependencies.ts";
import { authenticate } from "./authenticate.ts";
import { consolePage } from "./console-page.ts";
import { cutOffSlowBodies } from "./cut-off-slow-bodies.ts";
import { docsPage } from "./docs-page.ts";
import { healthRoutes } from "./health-routes.ts";
import { logRequests } from "./log-requests.ts";
import { measureRequests } from "./measure-requests.ts";
import { metricsRoute } from "./metrics-route.ts";
import { describeApi } from "./openapi.ts";
import { presentErrors } from "./present-errors.ts";
import { refuseTheRest } from "./refuse-the-rest.ts";
import { refuseUnknownParameters } from "./refuse-unknown-parameters.ts";
import type { RouteModule } from "./route-module.ts";

/** The web server's frame: headers, log, keys, errors. What it answers comes in `modules`; all of that needs a key. */
export function createHttpApp(
  dependencies: Pick<Dependencies, "database" | "logger" | "secret" | "clock" | "config" | "metrics">,
  modules: readonly RouteModule[],
): Express {
  const document = describeApi(modules);
  const refuse = refuseTheRest({
    ...document.paths,
    "/livez": { get: {} },
    "/readyz": { get: {} },
    ...(dependencies.metrics && { "/metrics": { get: {} } }),
    "/openapi.json": { get: {} },
    "/docs": { get: {} },
    "/": { get: {} },
  });
  const app = express();
  app.disable("etag"); // hashing every answer would cost more than it saves: what we answer changes with each run
  app.set("trust proxy", [...dependencies.config.trustedProxies]);
  app.use(logRequests(dependencies.logger));
  app.use(measureRequests(dependencies.metrics));
  app.use(helmet());
  app.use(cutOffSlowBodies(dependencies.config.limits.bodySeconds));
  app.use("/v1", authenticate(dependencies));
  // Express would answer by itself, and say less than `Allow`.
  app.options("/{*path}", refuse);
  app.use(healthRoutes(dependencies));
  app.use(metricsRoute(dependencies));
  app.get("/openapi.json", (_request, response) => {
    response.json(document);
  });
  app.use(docsPage());
  app.use(consolePage());
  app.use("/v1", refuseUnknownParameters(document.paths ?? {}), ...modules.map(({ router }) => router));
  app.use(refuse);
  app.use(presentErrors);
  return app;
}
