import { sql } from "kysely";
import type { Db } from "../../db/database.ts";
import type { WebhookAttempt, WebhookMessageId } from "../../model/webhook-delivery.ts";
import type { WebhookEndpointId } from "../../model/webhook-endpoint.ts";

/** A delivery that this process is to attempt now. */
export interface ClaimedDelivery {
  /** Of the delivery. */
  readonly number: number;
  readonly endpointId: WebhookEndpointId;
  readonly messageId: WebhookMessageId;
  readonly url: string;
  readonly payload: string;
  /** Number of the attempt, from 1; who has a later one has the delivery. */
  readonly attempt: number;
  /** Since the delivery was last started, this one included. */
  readonly tries: number;
  /** Somebody tries the endpoint out: it is made once, and its failure says nothing of the endpoint's health. */
  readonly isTrial: boolean;
}

export interface Claim {
  readonly now: Date;
  /** From then on another process may take an attempt for lost and make the next one. */
  readonly lostAt: Date;
  /** Attempts at once to one endpoint. */
  readonly perEndpoint: number;
  /** How many this process is at already, by endpoint. */
  readonly busy: ReadonlyMap<WebhookEndpointId, number>;
}

/**
 * Takes deliveries that are due, for each endpoint so many as have room, oldest first. What another process is taking is passed over.
 */
export async function claimDue(db: Db, { now, lostAt, perEndpoint, busy }: Claim): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<ClaimedDelivery>`
    with due as (
      select delivery.id, endpoint.url
      from webhook_endpoints endpoint
      cross join lateral (
        select id from webhook_deliveries
        where endpoint_id = endpoint.id and status = 'pending' and next_attempt_at <= ${now}
        order by next_attempt_at, id
        limit greatest(0, ${perEndpoint}::integer - coalesce((${JSON.stringify(Object.fromEntries(busy))}::jsonb ->> endpoint.id)::integer, 0))
        for update skip locked
      ) delivery
      where disabled_at is null and (paused_until is null or paused_until <= ${now})
    )
    update webhook_deliveries delivery
    set attempt_count = attempt_count + 1, tries = tries + 1, next_attempt_at = ${lostAt}
    from due, webhook_messages message
    where delivery.id = due.id and message.id = delivery.message_id
    returning delivery.id as number, endpoint_id as "endpointId", message_id as "messageId", due.url, message.payload,
      attempt_count as attempt, tries, message.type = 'webhook.test' as "isTrial"`.execute(db);
  return rows;
}

/** What was made pending for an endpoint while that was being disabled. */
export async function buryForDisabled(db: Db, at: Date): Promise<void> {
  await sql`
    update webhook_deliveries set status = 'dead', next_attempt_at = null, finished_at = ${at}
    from webhook_endpoints endpoint
    where endpoint.id = endpoint_id and endpoint.disabled_at is not null and status = 'pending'
      and next_attempt_at <= ${at}`.execute(db);
}

/** Nothing where the delivery is gone with its endpoint. */
export async function insertAttempt(db: Db, deliveryNumber: number, attempt: WebhookAttempt): Promise<void> {
  await sql`
    insert into webhook_attempts (delivery_id, number, started_at, duration_ms, response_status, response_start, failure)
    select id, ${attempt.number}::integer, ${attempt.startedAt}::timestamptz, ${attempt.durationMilliseconds}::integer,
      ${attempt.responseStatus}::smallint, ${attempt.responseStart}::text, ${attempt.failure}::text
    from webhook_deliveries where id = ${deliveryNumber} for key share`.execute(db);
}

/** Whatever else was thought of it meanwhile: it has arrived. */
export async function markDelivered(db: Db, number: number, at: Date): Promise<void> {
  await db
    .updateTable("webhook_deliveries")
    .set({ status: "delivered", next_attempt_at: null, finished_at: at })
    .where("id", "=", number)
    .where("status", "<>", "delivered")
    .execute();
}

/**
 * Puts a failed delivery off; or ends it, where there is no next time. Not where somebody else has taken it up since.
 *
 * @returns whether it is dead now
 */
export async function putOff(
  db: Db,
  { number, attempt }: Pick<ClaimedDelivery, "number" | "attempt">,
  next: Date | undefined,
  now: Date,
): Promise<boolean> {
  const row = await db
    .updateTable("webhook_deliveries")
    .set(next ? { next_attempt_at: next } : { status: "dead", next_attempt_at: null, finished_at: now })
    .where("id", "=", number)
    .where("status", "=", "pending")
    .where("attempt_count", "=", attempt)
    .returning("status")
    .executeTakeFirst();
  return row?.status === "dead";
}

/** Hands a delivery back, as if it had not been taken: this process ends. */
export async function handBack(
  db: Db,
  { number, attempt }: Pick<ClaimedDelivery, "number" | "attempt">,
  now: Date,
): Promise<void> {
  await db
    .updateTable("webhook_deliveries")
    .set({ next_attempt_at: now, tries: sql`tries - 1` })
    .where("id", "=", number)
    .where("status", "=", "pending")
    .where("attempt_count", "=", attempt)
    .execute();
}

/** Notes that an endpoint works again. */
export async function noteSuccess(db: Db, id: WebhookEndpointId): Promise<void> {
  await db
    .updateTable("webhook_endpoints")
    .set({ failing_since: null })
    .where("id", "=", id)
    .where("failing_since", "is not", null)
    .execute();
}

/** Notes that an endpoint fails. @returns since when; undefined where it is gone or disabled already */
export async function noteFailure(
  db: Db,
  id: WebhookEndpointId,
  now: Date,
  pausedUntil: Date | undefined,
): Promise<Date | undefined> {
  const row = await db
    .updateTable("webhook_endpoints")
    .set({
      failing_since: sql`coalesce(failing_since, ${now})`,
      ...(pausedUntil && { paused_until: sql`greatest(paused_until, ${pausedUntil})` }),
    })
    .where("id", "=", id)
    .where("disabled_at", "is", null)
    .returning("failing_since")
    .executeTakeFirst();
  return row?.failing_since ?? undefined;
}
