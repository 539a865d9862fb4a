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
  const rows = messages.map(
    ({ id, type = "ring.detected", risk = 0.97, createdAt = "2026-06-05T12:00:00Z", payload }) => ({
      id,
      type,
      ring_id: risk === null ? null : "ring_1",
      risk,
      payload: payload ?? JSON.stringify({ type, timestamp: createdAt, data: { number: id } }),
      created_at: new Date(createdAt),
    }),
  );
  await db.insertInto("webhook_messages").values(rows).execute();
  const deliveries = rows.flatMap(({ id, created_at }) =>
    endpointIds.map((endpointId) => ({
      endpoint_id: endpointId,
      message_id: id,
      next_attempt_at: created_at,
      created_at,
    })),
  );
  if (deliveries.length > 0) await db.insertInto("webhook_deliveries").values(deliveries).execute();
}
