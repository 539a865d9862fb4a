import type { Express } from "express";
import type { Dependencies } from "./dependencies.ts";
import { createHttpApp } from "./http/create-http-app.ts";
import { eventPaths, eventRoutes } from "./http/routes/events.ts";

/** The whole service behind one port: hands the dependencies to each file of routes. */
export function createApp(dependencies: Dependencies): Express {
  return createHttpApp(dependencies, [{ paths: eventPaths, router: eventRoutes(dependencies) }]);
}
