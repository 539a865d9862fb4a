import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type {
  DeliveryStatus,
  WebhookAttempt,
  WebhookDelivery,
  WebhookDeliveryId,
  WebhookMessageId,
} from "../model/webhook-delivery.ts";
import type { WebhookEndpointId } from "../model/webhook-endpoint.ts";
import type { MessageType } from "../model/webhook-event.ts";

/** Of each delivery so many attempts are shown: the schedule has ten, and each redelivery begins anew. */
const attemptsShown = 50;

export interface DeliveryListOptions {
  readonly limit: number;
  /** Only what lies before the delivery of this number. */
  readonly before?: number | undefined;
  readonly status?: DeliveryStatus | undefined;
  readonly endpointId?: string | undefined;
  readonly type?: MessageType | undefined;
  readonly createdAfter?: Date | undefined;
  readonly createdBefore?: Date | undefined;
}

/** Deliveries, newest first. */
export async function listDeliveries(db: Db, options: DeliveryListOptions): Promise<WebhookDelivery[]> {
  const { limit, before, status, endpointId, type, createdAfter, createdBefore } = options;
  const rows = await selectDeliveries(db)
    .$if(before !== undefined, (query) => query.where("webhook_deliveries.id", "<", before as number))
    .$if(status !== undefined, (query) => query.where("status", "=", status as DeliveryStatus))
    .$if(endpointId !== undefined, (query) => query.where("endpoint_id", "=", endpointId as string))
    .$if(type !== undefined, (query) => query.where("type", "=", type as MessageType))
    .$if(createdAfter !== undefined, (query) =>
      query.where("webhook_deliveries.created_at", ">=", createdAfter as Date),
    )
    .$if(createdBefore !== undefined, (query) =>
      query.where("webhook_deliveries.created_at", "<", createdBefore as Date),
    )
    .orderBy("webhook_deliveries.id", "desc")
    .limit(limit)
    .execute();
  return rows.map(toDelivery);
}

/** A delivery with what was sent and what became of it. */
export interface DeliveryDetail extends WebhookDelivery {
  /** Oldest first; the last fifty. */
  readonly attempts: readonly WebhookAttempt[];
  readonly payload: string;
}

export async function findDelivery(db: Db, id: string): Promise<DeliveryDetail | undefined> {
  const number = deliveryNumber(id);
  if (number === undefined) return undefined;
  const row = await selectDeliveries(db)
    .select("payload")
    .where("webhook_deliveries.id", "=", number)
    .executeTakeFirst();
  if (!row) return undefined;
  const attempts = await db
    .selectFrom("webhook_attempts")
    .selectAll()
    .where("delivery_id", "=", number)
    .orderBy("number", "desc")
    .limit(attemptsShown)
    .execute();
  return {
    ...toDelivery(row),
    payload: row.payload,
    attempts: attempts.reverse().map((attempt) => ({
      number: attempt.number,
      startedAt: attempt.started_at,
      durationMilliseconds: attempt.duration_ms,
      responseStatus: attempt.response_status,
      responseStart: attempt.response_start,
      failure: attempt.failure,
    })),
  };
}

/** The number in a delivery's id, which says when it was made; undefined where the text is no such id. */
export function deliveryNumber(id: string): number | undefined {
  const match = /^delivery_([1-9]\d{0,14})$/.exec(id);
  return match ? Number(match[1]) : undefined;
}

/** Ends what is pending for an endpoint: it can be redelivered. */
export async function buryPending(db: Db, id: WebhookEndpointId, at: Date): Promise<void> {
  await db
    .updateTable("webhook_deliveries")
    .set({ status: "dead", next_attempt_at: null, finished_at: at })
    .where("endpoint_id", "=", id)
    .where("status", "=", "pending")
    .execute();
}

/** Forgets what the next digest of an endpoint would have said. */
export async function dropDigestItems(db: Db, id: WebhookEndpointId): Promise<void> {
  await db.deleteFrom("webhook_digest_items").where("endpoint_id", "=", id).execute();
}

/** Sends one by one what the next digest of an endpoint would have said. */
export async function releaseDigestItems(db: Db, id: WebhookEndpointId, now: Date): Promise<void> {
  await sql`
    insert into webhook_deliveries (endpoint_id, message_id, next_attempt_at, created_at)
    select endpoint_id, message_id, ${now}::timestamptz, ${now}::timestamptz from webhook_digest_items
    where endpoint_id = ${id} order by message_id
    on conflict on constraint webhook_deliveries_once_each do nothing`.execute(db);
  await dropDigestItems(db, id);
}

/** Makes a delivery pending again, with the whole schedule before it. @returns whether it is there */
export async function restartDelivery(db: Db, number: number, now: Date): Promise<boolean> {
  const row = await db
    .updateTable("webhook_deliveries")
    .set({ status: "pending", tries: 0, next_attempt_at: now, finished_at: null })
    .where("id", "=", number)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export interface TimeRange {
  readonly from: Date;
  readonly to: Date;
}

/**
 * Makes the messages of a time pending that an endpoint asks for, by its events and risk as they are now: what was never to go there because
 * the endpoint was disabled, what is dead, and with `only: "all"` what was delivered too. What is pending already is left alone. Of an endpoint
 * with a digest these are its digests. A message that is being forgotten just now is passed over.
 *
 * @returns how many
 */
export async function restartRange(
  db: Db,
  id: WebhookEndpointId,
  { from, to, only }: TimeRange & { readonly only: "undelivered" | "all" },
  now: Date,
): Promise<number> {
  const statuses = only === "all" ? ["dead", "delivered"] : ["dead"];
  const { rows } = await sql`
    insert into webhook_deliveries (endpoint_id, message_id, next_attempt_at, created_at)
    select webhook_endpoints.id, webhook_messages.id, ${now}::timestamptz, ${now}::timestamptz
    from webhook_endpoints
    join webhook_messages on case
      when digest_hour is null then type = any (events) and (risk is null or risk >= minimum_risk)
      else type = 'alerts.digest' and exists (
        select from webhook_deliveries mine where message_id = webhook_messages.id and endpoint_id = webhook_endpoints.id)
      end
    where webhook_endpoints.id = ${id} and webhook_messages.created_at >= ${from} and webhook_messages.created_at < ${to}
    order by webhook_messages.created_at, webhook_messages.id
    for key share of webhook_messages
    on conflict on constraint webhook_deliveries_once_each do update
      set status = 'pending', tries = 0, next_attempt_at = excluded.next_attempt_at, finished_at = null
      where webhook_deliveries.status = any (${statuses})
    returning id`.execute(db);
  return rows.length;
}

interface Row {
  readonly id: number;
  readonly endpoint_id: string;
  readonly message_id: string;
  readonly type: MessageType;
  readonly status: DeliveryStatus;
  readonly attempt_count: number;
  readonly next_attempt_at: Date | null;
  readonly created_at: Date;
  readonly finished_at: Date | null;
  readonly number: number | null;
  readonly started_at: Date | null;
  readonly duration_ms: number | null;
  readonly response_status: number | null;
  readonly response_start: string | null;
  readonly failure: string | null;
}

/** With the newest attempt that has ended. */
function selectDeliveries(db: Db) {
  return db
    .selectFrom("webhook_deliveries")
    .innerJoin("webhook_messages", "webhook_messages.id", "message_id")
    .leftJoinLateral(
      (newest) =>
        newest
          .selectFrom("webhook_attempts")
          .selectAll("webhook_attempts")
          .whereRef("delivery_id", "=", "webhook_deliveries.id")
          .orderBy("number", "desc")
          .limit(1)
          .as("last_attempt"),
      (join) => join.onTrue(),
    )
    .select(["webhook_deliveries.id", "endpoint_id", "message_id", "type", "status", "attempt_count"])
    .select(["next_attempt_at", "webhook_deliveries.created_at", "finished_at"])
    .select(["number", "started_at", "duration_ms", "response_status", "response_start", "failure"]);
}

function toDelivery(row: Row): WebhookDelivery {
  return {
    id: `delivery_${row.id}` as WebhookDeliveryId,
    endpointId: row.endpoint_id as WebhookEndpointId,
    messageId: row.message_id as WebhookMessageId,
    type: row.type,
    status: row.status,
    attemptCount: row.attempt_count,
    nextAttemptAt: row.next_attempt_at,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    lastAttempt:
      row.number === null || row.started_at === null
        ? null
        : {
            number: row.number,
            startedAt: row.started_at,
            durationMilliseconds: row.duration_ms ?? 0,
            responseStatus: row.response_status,
            responseStart: row.response_start,
            failure: row.failure,
          },
  };
}
