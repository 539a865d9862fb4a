import type { Db } from "../db/database.ts";
import { DomainError } from "../model/errors.ts";
import { type DeliveryDetail, findDelivery } from "./delivery-queries.ts";

/** @throws {DomainError} `webhook-delivery-not-found` */
export async function requireDelivery(db: Db, id: string): Promise<DeliveryDetail> {
  const delivery = await findDelivery(db, id);
  if (!delivery) throw deliveryNotFound(id);
  return delivery;
}

const deliveryNotFound = (id: string) =>
  new DomainError("not-found", "webhook-delivery-not-found", `No webhook delivery has the id ${id}`);
