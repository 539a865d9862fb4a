import { Router } from "express";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { deliveryNumber, listDeliveries } from "../../alerts/delivery-queries.ts";
import { redeliver } from "../../alerts/redeliver.ts";
import { requireDelivery } from "../../alerts/require-delivery.ts";
import { toWebhookDeliveryBody, toWebhookDeliveryDetail } from "../../contract/to-webhook-body.ts";
import {
  WebhookDeliveryDetail,
  WebhookDeliveryListQuery,
  WebhookDeliveryPage,
} from "../../contract/webhook-delivery.ts";
import type { Dependencies } from "../../dependencies.ts";
import { requireScope } from "../authenticate.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { parseQuery } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";
import { toPage } from "../to-page.ts";

const DeliveryPlace = z.strictObject({ before: z.int().min(1) });

/** What was sent, what is on its way, and what nobody took. */
export function webhookDeliveryRoutes(dependencies: Pick<Dependencies, "database" | "clock">): Router {
  const router = Router();
  const { db } = dependencies.database;

  router.get("/webhook_deliveries", requireScope("admin"), async (request, response) => {
    const { limit, cursor, status, endpoint_id, type, created_after, created_before } = parseQuery(
      WebhookDeliveryListQuery,
      request,
    );
    const deliveries = await listDeliveries(db, {
      limit: limit + 1,
      before: decodeCursor(DeliveryPlace, cursor)?.before,
      status,
      endpointId: endpoint_id,
      type,
      createdAfter: created_after,
      createdBefore: created_before,
    });
    response.json(
      toPage(deliveries, limit, toWebhookDeliveryBody, ({ id }) => encodeCursor({ before: deliveryNumber(id) ?? 0 })),
    );
  });

  router.get("/webhook_deliveries/:deliveryId", requireScope("admin"), async (request, response) => {
    response.json(toWebhookDeliveryDetail(await requireDelivery(db, request.params.deliveryId as string)));
  });

  router.post("/webhook_deliveries/:deliveryId/redeliver", requireScope("admin"), async (request, response) => {
    const delivery = await redeliver(dependencies, request.params.deliveryId as string);
    response.status(202).json(toWebhookDeliveryDetail(delivery));
  });
  return router;
}

const tags = ["webhooks"];
const security = [{ key: ["admin"] }];
const DeliveryPath = z.object({ id: z.string().meta({ example: "delivery_12" }) });
const detail = (description: string) => ({
  description,
  content: { "application/json": { schema: WebhookDeliveryDetail } },
});

export const webhookDeliveryPaths: ZodOpenApiPathsObject = {
  "/v1/webhook_deliveries": {
    get: {
      operationId: "listWebhookDeliveries",
      summary: "List deliveries",
      description: "Newest first. With `status=dead` what nobody took.",
      tags,
      security,
      requestParams: { query: WebhookDeliveryListQuery },
      responses: {
        200: { description: "A page of deliveries.", content: { "application/json": { schema: WebhookDeliveryPage } } },
        ...problemResponses(422, 503),
      },
    },
  },
  "/v1/webhook_deliveries/{id}": {
    get: {
      operationId: "getWebhookDelivery",
      summary: "Get a delivery",
      description: "With the message as it is sent, and each attempt: when, how long, what was answered.",
      tags,
      security,
      requestParams: { path: DeliveryPath },
      responses: { 200: detail("The delivery."), ...problemResponses(404, 503) },
    },
  },
  "/v1/webhook_deliveries/{id}/redeliver": {
    post: {
      operationId: "redeliverWebhook",
      summary: "Send a message once more",
      description:
        "Under the id that it had, whatever became of it before; with the whole schedule of retries before it.",
      tags,
      security,
      requestParams: { path: DeliveryPath },
      responses: { 202: detail("The delivery, pending."), ...problemResponses(404, 409, 503) },
    },
  },
};
