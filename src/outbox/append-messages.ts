import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { Message } from "./message.ts";

/**
 * Writes messages, and a delivery for each endpoint that wants one, in the transaction that makes the change: neither is there without the
 * other. A message that is there already is left as it is.
 *
 * @param now when it happens
 */
export async function appendMessages(tx: Db, messages: readonly Message[], now: Date): Promise<void> {
  if (messages.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    insert into webhook_messages (id, type, ring_id, risk, payload, created_at)
    select *, ${now}::timestamptz from unnest(
      ${messages.map(({ id }) => id)}::text[],
      ${messages.map(({ type }) => type)}::text[],
      ${messages.map(({ ring }) => ring?.id ?? null)}::text[],
      ${messages.map(({ ring }) => ring?.risk ?? null)}::double precision[],
      ${messages.map((message) => toPayload(message, now))}::text[])
    on conflict (id) do nothing
    returning id`.execute(tx);
  const ids = rows.map(({ id }) => id);
  await sql`
    insert into webhook_deliveries (endpoint_id, message_id, next_attempt_at, created_at)
    select endpoint.id, message.id, ${now}::timestamptz, ${now}::timestamptz
    ${wanted(ids)} and digest_hour is null
    order by array_position(${ids}::text[], message.id), endpoint.id
    ${held}`.execute(tx);
  await sql`
    insert into webhook_digest_items (endpoint_id, message_id)
    select endpoint.id, message.id ${wanted(ids)} and digest_hour is not null ${held}`.execute(tx);
}

const wanted = (ids: readonly string[]) => sql`
  from webhook_endpoints endpoint join webhook_messages message
    on message.type = any (endpoint.events) and (message.risk is null or message.risk >= endpoint.minimum_risk)
  where message.id = any (${ids}::text[]) and endpoint.disabled_at is null`;

/** An endpoint that somebody deletes just now is passed over, once that is certain; without it, the delivery would have nowhere to go. */
const held = sql`for key share of endpoint`;

function toPayload({ type, data }: Message, now: Date): string {
  return JSON.stringify({ type, timestamp: now.toISOString(), data });
}
