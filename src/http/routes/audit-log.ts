import { Router } from "express";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { listAudit } from "../../audit/audit-queries.ts";
import { AuditPage } from "../../contract/audit.ts";
import { PageQuery } from "../../contract/ring.ts";
import { toAuditEntryBody } from "../../contract/to-audit-entry-body.ts";
import type { Dependencies } from "../../dependencies.ts";
import { requireScope } from "../authenticate.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { parseQuery } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";
import { toPage } from "../to-page.ts";

const EntryPlace = z.strictObject({ before: z.int().min(1) });

/** What is on record. */
export function auditLogRoutes({ database }: Pick<Dependencies, "database">): Router {
  const router = Router();
  router.get("/audit_log", requireScope("admin"), async (request, response) => {
    const { limit, cursor } = parseQuery(PageQuery, request);
    const before = decodeCursor(EntryPlace, cursor)?.before;
    const entries = await listAudit(database.db, { limit: limit + 1, before });
    response.json(toPage(entries, limit, toAuditEntryBody, ({ id }) => encodeCursor({ before: id })));
  });
  return router;
}

export const auditLogPaths: ZodOpenApiPathsObject = {
  "/v1/audit_log": {
    get: {
      operationId: "listAuditLog",
      summary: "List who did what",
      description: "Verdicts, decisions, policies and keys, newest first. Never changed, never deleted.",
      tags: ["audit"],
      security: [{ key: ["admin"] }],
      requestParams: { query: PageQuery },
      responses: {
        200: { description: "A page of entries.", content: { "application/json": { schema: AuditPage } } },
        ...problemResponses(422, 503),
      },
    },
  },
};
