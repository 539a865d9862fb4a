import { Router } from "express";
import { isSchemaCurrent } from "../db/migrate.ts";
import type { Dependencies } from "../dependencies.ts";

/**
 * For whoever watches the process: `/livez` answers while it runs, `/readyz` while it can also do its work, that is, while Postgres (the embedded one
 * too) answers and has every migration of this program. No key.
 */
export function healthRoutes({ database }: Pick<Dependencies, "database">): Router {
  const router = Router();
  router.get("/livez", (_request, response) => {
    response.json({ status: "ok" });
  });
  router.get("/readyz", async (_request, response) => {
    const isCurrent = await isSchemaCurrent(database).catch(() => undefined);
    const status = isCurrent ? "ok" : isCurrent === undefined ? "database unreachable" : "migrations missing";
    response.status(isCurrent ? 200 : 503).json({ status });
  });
  return router;
}
