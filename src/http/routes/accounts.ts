import { Router } from "express";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { AccountBody, AccountLinkPage } from "../../contract/account.ts";
import { PageQuery } from "../../contract/ring.ts";
import { toAccountBody, toAccountLinkBody } from "../../contract/to-account-body.ts";
import { readAtOneMoment } from "../../db/read-at-one-moment.ts";
import type { Dependencies } from "../../dependencies.ts";
import { eraseAccount } from "../../erasure/erase-account.ts";
import { findToldOfAccount } from "../../indicators/find-told-of-account.ts";
import { createMatcher } from "../../indicators/match-indicators.ts";
import { rollUpEvents } from "../../ingest/roll-up-events.ts";
import type { AccountId } from "../../model/account.ts";
import type { AccountLink } from "../../model/account-profile.ts";
import { findAccount, requireAccountKey } from "../../rings/find-account.ts";
import { listAccountLinks } from "../../rings/list-account-links.ts";
import { actorOf, requireScope } from "../authenticate.ts";
import { CursorReal, CursorText, decodeCursor, encodeCursor } from "../cursor.ts";
import { parseQuery } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";
import { revealTo } from "../reveal-identifiers.ts";
import { toPage } from "../to-page.ts";

const LinkPlace = z.strictObject({ bits: CursorReal, account: CursorText });

/** What can be read of accounts. */
export function accountRoutes(dependencies: Pick<Dependencies, "database" | "clock" | "secret">): Router {
  const router = Router();
  const { database, secret, clock } = dependencies;
  const revealFor = revealTo({ secret });
  router.get("/accounts/:accountId", requireScope("rings:read"), async (request, response) => {
    await rollUpEvents(database);
    const id = request.params.accountId as string;
    const reveal = revealFor(response);
    const { account, told } = await readAtOneMoment(database, async (moment) => {
      const found = await findAccount(moment, id, reveal);
      const matchIndicators = createMatcher(moment, secret);
      const at = clock.now();
      return { account: found, told: await findToldOfAccount(moment, matchIndicators, { accountId: found.id, at }) };
    });
    const shown = told.map(({ identifier, indicator }) => ({ identifier: reveal(identifier), indicator }));
    response.json(toAccountBody(account, shown));
  });

  router.get("/accounts/:accountId/links", requireScope("rings:read"), async (request, response) => {
    const { limit, cursor } = parseQuery(PageQuery, request);
    const place = decodeCursor(LinkPlace, cursor);
    await rollUpEvents(database);
    const key = await requireAccountKey(database.db, request.params.accountId as string);
    const after = place && { bits: place.bits, partnerId: place.account as AccountId };
    const links = await listAccountLinks(database.db, key, { limit: limit + 1, after, reveal: revealFor(response) });
    const cursorAfter = ({ bits, partnerId }: AccountLink) => encodeCursor({ bits, account: partnerId });
    response.json(toPage(links, limit, toAccountLinkBody, cursorAfter));
  });

  router.delete("/accounts/:accountId", requireScope("admin"), async (request, response) => {
    await eraseAccount(dependencies, { accountId: request.params.accountId as string, actor: actorOf(response) });
    response.status(204).end();
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
    delete: {
      operationId: "eraseAccount",
      summary: "Erase an account",
      description: [
        "Deletes everything that is known of it: events, what it was seen with and did, links and memberships, and the identifiers that nobody",
        "else uses. Its ring goes on without it. The audit log says that an account was erased, not which. Events that it sent already are not taken",
        "in again while their ids are kept; new ones make the account anew. It may take minutes, and has to wait for a run that is under way (409).",
      ].join(" "),
      tags: ["accounts"],
      security: [{ key: ["admin"] }],
      requestParams: { path: AccountPath },
      responses: { 204: { description: "Nothing of it is left." }, ...problemResponses(404, 409, 503) },
    },
  },
  "/v1/accounts/{id}/links": {
    get: {
      operationId: "listAccountLinks",
      summary: "List an account's links",
      description: [
        "Its strongest links inside its ring, the strongest first, with what each rests on; the same as in the account. An account in no",
        "ring has none.",
      ].join(" "),
      tags: ["accounts"],
      security: [{ key: ["rings:read"] }],
      requestParams: { path: AccountPath, query: PageQuery },
      responses: {
        200: { description: "A page of links.", content: { "application/json": { schema: AccountLinkPage } } },
        ...problemResponses(404, 422, 503),
      },
    },
  },
};
