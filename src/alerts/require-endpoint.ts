import type { Db } from "../db/database.ts";
import { DomainError } from "../model/errors.ts";
import type { WebhookEndpoint } from "../model/webhook-endpoint.ts";
import { findEndpoint } from "./endpoint-queries.ts";

/** @throws {DomainError} `webhook-endpoint-not-found` */
export async function requireEndpoint(db: Db, id: string, now: Date): Promise<WebhookEndpoint> {
  const endpoint = await findEndpoint(db, id, now);
  if (!endpoint) throw endpointNotFound(id);
  return endpoint;
}

export const endpointNotFound = (id: string): DomainError =>
  new DomainError("not-found", "webhook-endpoint-not-found", `No webhook endpoint has the id ${id}`);
