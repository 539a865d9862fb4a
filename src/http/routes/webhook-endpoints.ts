import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { changeEndpoint } from "../../alerts/change-endpoint.ts";
import { createEndpoint, type RevealedEndpoint } from "../../alerts/create-endpoint.ts";
import { deleteEndpoint } from "../../alerts/delete-endpoint.ts";
import { createSender } from "../../alerts/deliver/sender.ts";
import { listEndpoints } from "../../alerts/endpoint-queries.ts";
import { redeliverRange } from "../../alerts/redeliver.ts";
import { createAddressGuard } from "../../alerts/reach/address-guard.ts";
import { requireEndpoint } from "../../alerts/require-endpoint.ts";
import { rotateSecret } from "../../alerts/rotate-secret.ts";
import { tryEndpoint } from "../../alerts/try-endpoint.ts";
import { PageQuery } from "../../contract/ring.ts";
import { toWebhookDeliveryDetail, toWebhookEndpointBody } from "../../contract/to-webhook-body.ts";
import { RedeliveredBody, Redelivery, WebhookDeliveryDetail } from "../../contract/webhook-delivery.ts";
import {
  CreatedWebhookEndpointBody,
  SecretRotation,
  WebhookEndpointBody,
  WebhookEndpointChange,
  WebhookEndpointInput,
  WebhookEndpointPage,
} from "../../contract/webhook-endpoint.ts";
import type { Dependencies } from "../../dependencies.ts";
import type { WebhookEndpoint } from "../../model/webhook-endpoint.ts";
import { actorOf, requireScope } from "../authenticate.ts";
import { CursorText, CursorTime, decodeCursor, encodeCursor } from "../cursor.ts";
import { jsonBody } from "../json-body.ts";
import { parseBody, parseQuery } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";
import { toPage } from "../to-page.ts";

const EndpointPlace = z.strictObject({ created: CursorTime, id: CursorText });

/** Where alerts go. For admins: who adds an endpoint decides who is told of every ring. */
export function webhookEndpointRoutes(
  dependencies: Pick<Dependencies, "database" | "clock" | "secret" | "randomBytes" | "config" | "logger">,
): Router {
  const router = Router();
  const { clock, database, config } = dependencies;
  const sender = createSender({ guard: createAddressGuard(config.webhookAllowPrivate) });
  const { db } = database;
  const idOf = (request: Request) => request.params.endpointId as string;

  router.get("/webhook_endpoints", requireScope("admin"), async (request, response) => {
    const { limit, cursor } = parseQuery(PageQuery, request);
    const place = decodeCursor(EndpointPlace, cursor);
    const after = place && {
      createdAt: new Date(place.created),
      id: place.id as WebhookEndpoint["id"],
    };
    const endpoints = await listEndpoints(db, clock.now(), { limit: limit + 1, after });
    const cursorAfter = ({ createdAt, id }: WebhookEndpoint) => encodeCursor({ created: createdAt.toISOString(), id });
    response.json(toPage(endpoints, limit, toWebhookEndpointBody, cursorAfter));
  });

  router.post("/webhook_endpoints", requireScope("admin"), jsonBody(), async (request: Request, response: Response) => {
    const { url, events, minimum_risk, digest_hour } = parseBody(WebhookEndpointInput, request);
    const actor = actorOf(response);
    const made = { url, events, minimumRisk: minimum_risk, digestHour: digest_hour, actor };
    reveal(response.status(201), await createEndpoint(dependencies, made));
  });

  router.get("/webhook_endpoints/:endpointId", requireScope("admin"), async (request, response) => {
    response.json(toWebhookEndpointBody(await requireEndpoint(db, idOf(request), clock.now())));
  });

  router.patch(
    "/webhook_endpoints/:endpointId",
    requireScope("admin"),
    jsonBody(),
    async (request: Request, response: Response) => {
      const { url, events, minimum_risk, digest_hour, status } = parseBody(WebhookEndpointChange, request);
      const changed = await changeEndpoint(dependencies, idOf(request), {
        ...(url !== undefined && { url }),
        ...(events !== undefined && { events }),
        ...(minimum_risk !== undefined && { minimumRisk: minimum_risk }),
        ...(digest_hour !== undefined && { digestHour: digest_hour }),
        isEnabled: status && status === "enabled",
        actor: actorOf(response),
      });
      response.json(toWebhookEndpointBody(changed));
    },
  );

  router.delete("/webhook_endpoints/:endpointId", requireScope("admin"), async (request, response) => {
    await deleteEndpoint(dependencies, idOf(request), actorOf(response));
    response.status(204).end();
  });

  router.post(
    "/webhook_endpoints/:endpointId/rotate_secret",
    requireScope("admin"),
    jsonBody(),
    async (request: Request, response: Response) => {
      const { overlap_hours } = parseBody(SecretRotation.default({ overlap_hours: 24 }), request);
      const rotation = { overlapHours: overlap_hours, actor: actorOf(response) };
      reveal(response, await rotateSecret(dependencies, idOf(request), rotation));
    },
  );

  router.post("/webhook_endpoints/:endpointId/test", requireScope("admin"), async (request, response) => {
    const delivery = await tryEndpoint({ ...dependencies, sender }, idOf(request));
    response.json(toWebhookDeliveryDetail(delivery));
  });

  router.post(
    "/webhook_endpoints/:endpointId/redeliver",
    requireScope("admin"),
    jsonBody(),
    async (request: Request, response: Response) => {
      const redelivered = await redeliverRange(dependencies, idOf(request), parseBody(Redelivery, request));
      response.status(202).json({ redelivered });
    },
  );
  return router;
}

/** Answers with a secret that nobody on the way may keep. */
function reveal(response: Response, { endpoint, secret }: RevealedEndpoint): void {
  const body: CreatedWebhookEndpointBody = { ...toWebhookEndpointBody(endpoint), secret };
  response.setHeader("Cache-Control", "no-store").json(body);
}

const tags = ["webhooks"];
const security = [{ key: ["admin"] }];
const EndpointPath = z.object({ id: z.string().meta({ example: "whe_4f1d2c9a07b3e856" }) });
const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { "application/json": { schema } },
});

export const webhookEndpointPaths: ZodOpenApiPathsObject = {
  "/v1/webhook_endpoints": {
    get: {
      operationId: "listWebhookEndpoints",
      summary: "List webhook endpoints",
      description: "Where alerts go, oldest first.",
      tags,
      security,
      requestParams: { query: PageQuery },
      responses: { 200: json("A page of endpoints.", WebhookEndpointPage), ...problemResponses(422, 503) },
    },
    post: {
      operationId: "createWebhookEndpoint",
      summary: "Add a webhook endpoint",
      description: [
        "From now on it is told what it asks for, by Standard Webhooks 1.0.0: `webhook-id`, `webhook-timestamp`, `webhook-signature`. The answer",
        "holds the secret that messages are signed with, this once.",
      ].join(" "),
      tags,
      security,
      requestBody: { required: true, content: { "application/json": { schema: WebhookEndpointInput } } },
      responses: {
        201: json("The endpoint and its secret.", CreatedWebhookEndpointBody),
        ...problemResponses(400, 409, 413, 415, 422, 503),
      },
    },
  },
  "/v1/webhook_endpoints/{id}": {
    get: {
      operationId: "getWebhookEndpoint",
      summary: "Get a webhook endpoint",
      description: "Whether it is enabled, and since when it fails if it does.",
      tags,
      security,
      requestParams: { path: EndpointPath },
      responses: { 200: json("The endpoint.", WebhookEndpointBody), ...problemResponses(404, 503) },
    },
    patch: {
      operationId: "changeWebhookEndpoint",
      summary: "Change a webhook endpoint",
      description: [
        "What is not named stays as it is. Disabling it ends what is pending; enabling it begins anew, and what it missed can be redelivered.",
      ].join(" "),
      tags,
      security,
      requestParams: { path: EndpointPath },
      requestBody: { required: true, content: { "application/json": { schema: WebhookEndpointChange } } },
      responses: {
        200: json("The endpoint as it is now.", WebhookEndpointBody),
        ...problemResponses(400, 404, 413, 415, 422, 503),
      },
    },
    delete: {
      operationId: "deleteWebhookEndpoint",
      summary: "Delete a webhook endpoint",
      description: "With everything that was to go there and the history of what did.",
      tags,
      security,
      requestParams: { path: EndpointPath },
      responses: { 204: { description: "It is gone." }, ...problemResponses(404, 503) },
    },
  },
  "/v1/webhook_endpoints/{id}/rotate_secret": {
    post: {
      operationId: "rotateWebhookSecret",
      summary: "Give a webhook endpoint a new secret",
      description: [
        "The answer holds it, this once. For a day, unless told otherwise, messages carry a signature by the former secret as well, so that the",
        "receiver can change over in between.",
      ].join(" "),
      tags,
      security,
      requestParams: { path: EndpointPath },
      requestBody: { required: false, content: { "application/json": { schema: SecretRotation } } },
      responses: {
        200: json("The endpoint and its new secret.", CreatedWebhookEndpointBody),
        ...problemResponses(400, 404, 413, 415, 422, 503),
      },
    },
  },
  "/v1/webhook_endpoints/{id}/test": {
    post: {
      operationId: "testWebhookEndpoint",
      summary: "Try a webhook endpoint",
      description: [
        "Sends it a `webhook.test` message at once, signed as all of them, and says what came of it; that may take up to seventeen seconds. It is",
        "not tried again, and a failure does not count against the endpoint. A disabled endpoint can be tried too.",
      ].join(" "),
      tags,
      security,
      requestParams: { path: EndpointPath },
      responses: {
        200: json("What came of it: `status` is `delivered` or `dead`.", WebhookDeliveryDetail),
        ...problemResponses(404, 503),
      },
    },
  },
  "/v1/webhook_endpoints/{id}/redeliver": {
    post: {
      operationId: "redeliverToWebhookEndpoint",
      summary: "Send the messages of a time once more",
      description: [
        "By the events and the risk that the endpoint asks for now; each message under the id that it had. For a receiver that was down, or lost",
        "what it was told. Messages are kept for 90 days unless set otherwise.",
      ].join(" "),
      tags,
      security,
      requestParams: { path: EndpointPath },
      requestBody: { required: true, content: { "application/json": { schema: Redelivery } } },
      responses: {
        202: json("How many are on their way.", RedeliveredBody),
        ...problemResponses(400, 404, 409, 413, 415, 422, 503),
      },
    },
  },
};
