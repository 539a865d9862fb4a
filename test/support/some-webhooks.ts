import { sql } from "kysely";
import type { Database } from "../../src/db/database.ts";
import type { MessageType } from "../../src/model/webhook-event.ts";

export interface SomeMessage {
  readonly id: string;
  readonly type?: MessageType;
  readonly risk?: number | null;
  readonly createdAt?: string;
  readonly payload?: string;
}

/** Puts messages on the table as a run would, with a delivery for each of the endpoints that is due at once. */
export async function putMessages(
  { db }: Database,
  messages: readonly SomeMessage[],
  endpointIds: readonly string[] = [],
): Promise<void> {
  for (const { id, type = "ring.detected", risk = 0.97, createdAt = "2026-06-05T12:00:00Z", payload } of messages) {
    const body = payload ?? JSON.stringify({ type, timestamp: createdAt, data: { number: id } });
    await sql`
      insert into webhook_messages (id, type, ring_id, risk, payload, created_at)
      values (${id}, ${type}, ${risk === null ? null : "ring_1"}, ${risk}, ${body}, ${createdAt})`.execute(db);
    for (const endpointId of endpointIds) {
      await sql`
        insert into webhook_deliveries (endpoint_id, message_id, next_attempt_at, created_at)
        values (${endpointId}, ${id}, ${createdAt}, ${createdAt})`.execute(db);
    }
  }
}
