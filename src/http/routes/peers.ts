import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { CreatedPeerBody, PeerInput, PeerPage, toPeerBody } from "../../contract/peer.ts";
import { PageQuery } from "../../contract/ring.ts";
import type { Dependencies } from "../../dependencies.ts";
import { createPeer } from "../../indicators/create-peer.ts";
import { deletePeer } from "../../indicators/delete-peer.ts";
import { listPeers } from "../../indicators/peer-queries.ts";
import type { Peer, PeerId } from "../../model/peer.ts";
import { actorOf, requireScope } from "../authenticate.ts";
import { CursorText, CursorTime, decodeCursor, encodeCursor } from "../cursor.ts";
import { jsonBody } from "../json-body.ts";
import { parseBody, parseQuery } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";
import { toPage } from "../to-page.ts";

const PeerPlace = z.strictObject({ created: CursorTime, id: CursorText });

/** Whom indicators are shared with. For admins: who adds a peer decides whom we tell of rings. */
export function peerRoutes(dependencies: Pick<Dependencies, "database" | "clock" | "secret" | "randomBytes">): Router {
  const router = Router();
  const { db } = dependencies.database;

  router.get("/peers", requireScope("admin"), async (request, response) => {
    const { limit, cursor } = parseQuery(PageQuery, request);
    const place = decodeCursor(PeerPlace, cursor);
    const after = place && { createdAt: new Date(place.created), id: place.id as PeerId };
    const peers = await listPeers(db, { limit: limit + 1, after });
    const cursorAfter = ({ createdAt, id }: Peer) => encodeCursor({ created: createdAt.toISOString(), id });
    response.json(toPage(peers, limit, toPeerBody, cursorAfter));
  });

  router.post("/peers", requireScope("admin"), jsonBody(), async (request: Request, response: Response) => {
    const { name, kinds, key: given } = parseBody(PeerInput, request);
    const actor = actorOf(response);
    const { peer, key } = await createPeer(dependencies, { name, kinds, key: given, actor });
    // Nobody on the way may keep it.
    response.status(201).setHeader("Cache-Control", "no-store");
    response.json({ ...toPeerBody(peer), key });
  });

  router.delete("/peers/:peerId", requireScope("admin"), async (request, response) => {
    await deletePeer(dependencies, request.params.peerId as string, actorOf(response));
    response.status(204).end();
  });
  return router;
}

const tags = ["indicators"];
const security = [{ key: ["admin"] }];
const PeerPath = z.object({
  id: z.string().meta({ description: "The peer's id.", example: "peer_4f1d2c9a07b3e856" }),
});

export const peerPaths: ZodOpenApiPathsObject = {
  "/v1/peers": {
    get: {
      operationId: "listPeers",
      summary: "List peers",
      description: "The other providers with whom indicators are shared, oldest first. Their keys are not shown.",
      tags,
      security,
      requestParams: { query: PageQuery },
      responses: {
        200: { description: "A page of peers.", content: { "application/json": { schema: PeerPage } } },
        ...problemResponses(422, 503),
      },
    },
    post: {
      operationId: "createPeer",
      summary: "Add a peer",
      description: [
        "Another provider to share indicators with, under a key that both hold: made here and shown this once, or made by the peer and given.",
        "To change the key add the peer anew, under another name, and delete the old one when both sides have moved.",
      ].join(" "),
      tags,
      security,
      requestBody: { required: true, content: { "application/json": { schema: PeerInput } } },
      responses: {
        201: { description: "The peer.", content: { "application/json": { schema: CreatedPeerBody } } },
        ...problemResponses(400, 409, 413, 415, 422, 503),
      },
    },
  },
  "/v1/peers/{id}": {
    delete: {
      operationId: "deletePeer",
      summary: "Delete a peer",
      description: "With its key and all that it said. What it was told it keeps.",
      tags,
      security,
      requestParams: { path: PeerPath },
      responses: { 204: { description: "It is gone." }, ...problemResponses(404, 503) },
    },
  },
};
