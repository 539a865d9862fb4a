import { Router } from "express";
import { sql } from "kysely";
import type { Dependencies } from "../dependencies.ts";

/** For whoever watches the process: `/livez` answers while it runs, `/readyz` while it can also reach Postgres. No key. */
export function healthRoutes({ database }: Pick<Dependencies, "database">): Router {
  const router = Router();
  router.get("/livez", (_request, response) => {
    response.json({ status: "ok" });
  });
  router.get("/readyz", async (_request, response) => {
    const isReady = await sql`select 1`.execute(database.db).then(
      () => true,
      () => false,
    );
    response.status(isReady ? 200 : 503).json({ status: isReady ? "ok" : "database unreachable" });
  });
  return router;
}
