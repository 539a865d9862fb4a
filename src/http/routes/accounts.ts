import { Router } from "express";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { AccountBody } from "../../contract/account.ts";
import { toAccountBody } from "../../contract/to-account-body.ts";
import type { Dependencies } from "../../dependencies.ts";
import { rollUpEvents } from "../../ingest/roll-up-events.ts";
import { findAccount } from "../../rings/find-account.ts";
import { requireScope } from "../authenticate.ts";
import { problemResponses } from "../problem-responses.ts";

/** What can be read of accounts. */
export function accountRoutes({ database }: Pick<Dependencies, "database">): Router {
  const router = Router();
  router.get("/accounts/:accountId", requireScope("rings:read"), async (request, response) => {
    await rollUpEvents(database);
    response.json(toAccountBody(await findAccount(database.db, request.params.accountId as string)));
  });
  return router;
}

const AccountPath = z.object({
  id: z.string().meta({ description: "The account's id as the events have it, percent-encoded.", example: "acct_1" }),
});

export const accountPaths: ZodOpenApiPathsObject = {
  "/v1/accounts/{id}": {
    get: {
      operationId: "getAccount",
      summary: "Get an account",
      description: "Its risk, its ring and the links that put it there, as the newest finished run left them.",
      tags: ["accounts"],
      security: [{ key: ["rings:read"] }],
      requestParams: { path: AccountPath },
      responses: {
        200: { description: "The account.", content: { "application/json": { schema: AccountBody } } },
        ...problemResponses(404, 503),
      },
    },
  },
};
