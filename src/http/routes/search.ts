import { Router } from "express";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { SearchBody, SearchQuery } from "../../contract/search.ts";
import { toVerdictBody } from "../../contract/to-verdict-body.ts";
import type { Dependencies } from "../../dependencies.ts";
import { createKeyedHash, type KeyedHash } from "../../ingest/keyed-hash.ts";
import { normaliseIdentifier } from "../../ingest/normalise-identifier.ts";
import { rollUpEvents } from "../../ingest/roll-up-events.ts";
import { DomainError } from "../../model/errors.ts";
import { type Identifier, type IdentifierKind, identifierKinds } from "../../model/identifier.ts";
import { findByIdentifier } from "../../rings/find-by-identifier.ts";
import { findAccountRing } from "../../rings/find-account-ring.ts";
import { findRing } from "../../rings/ring-queries.ts";
import { findStanding } from "../../verdicts/verdict-queries.ts";
import { requireScope } from "../authenticate.ts";
import { parseQuery } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";
import { revealTo } from "../reveal-identifiers.ts";

const kinds = Object.keys(identifierKinds) as IdentifierKind[];

/** Looking something up by its name, whatever it is. */
export function searchRoutes({ database, clock, secret }: Pick<Dependencies, "database" | "clock" | "secret">): Router {
  const router = Router();
  const { db } = database;
  const hash = createKeyedHash(secret);
  const revealFor = revealTo({ secret });

  router.get("/search", requireScope("rings:read"), async (request, response) => {
    const { q } = parseQuery(SearchQuery, request);
    await rollUpEvents(database);
    const reveal = revealFor(response);
    const found = await findByIdentifier(db, readIdentifiers(q, hash));
    const now = clock.now();
    const identifiers = await Promise.all(
      found.map(async ({ kind, value, rings }) => {
        const verdict = await findStanding(db, { kind, value }, now);
        return {
          kind,
          family: identifierKinds[kind].family,
          value: reveal({ kind, value }).value,
          verdict: verdict ? toVerdictBody(verdict) : null,
          rings: rings.map(({ id, status, risk, flagged, memberCount, userCount }) => {
            return { id, status, risk, flagged, member_count: memberCount, user_count: userCount };
          }),
        };
      }),
    );
    const account = await findAccountRing(db, q);
    const body: SearchBody = {
      account: account ? { account_id: account.id, ring_id: account.ringId, risk: account.risk } : null,
      ring_id: (await findRing(db, q))?.id ?? null,
      identifiers,
    };
    response.json(body);
  });
  return router;
}

/** What a text would be as an identifier, of each kind that takes it. */
function readIdentifiers(text: string, hash: KeyedHash): Identifier[] {
  const read = kinds.flatMap((kind) => {
    try {
      return [normaliseIdentifier(kind, text, hash)];
    } catch (error) {
      if (error instanceof DomainError) return [];
      throw error;
    }
  });
  // A fingerprint of ours is the same identifier under either name.
  return read.filter(({ kind, value }, place) => {
    return read.findIndex((other) => other.kind === kind && other.value === value) === place;
  });
}

export const searchPaths: ZodOpenApiPathsObject = {
  "/v1/search": {
    get: {
      operationId: "search",
      summary: "Look something up by its name",
      description:
        "An account, a ring or an identifier - an address, a network, a card's token, a device, a mail address, a phone number, a fingerprint - by its whole text, without saying which it is. What nobody has seen is not found: the answer is empty.",
      tags: ["search"],
      security: [{ key: ["rings:read"] }],
      requestParams: { query: SearchQuery },
      responses: {
        200: { description: "What bears that name.", content: { "application/json": { schema: SearchBody } } },
        ...problemResponses(422, 503),
      },
    },
  },
};
