import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Database, Db } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { MessageType } from "../model/webhook-event.ts";
import { nextDigest } from "./next-digest.ts";

/** In full; of the others there is the count. */
const messagesInFull = 100;

/**
 * Writes the one message of the day for each endpoint whose hour has come, with all that there is to tell. Who has nothing to tell says
 * nothing.
 */
export async function writeDueDigests(database: Pick<Database, "db" | "pool">, now: Date): Promise<void> {
  const due = await database.db
    .selectFrom("webhook_endpoints")
    .select("id")
    .where("digest_due_at", "<=", now)
    .where("disabled_at", "is", null)
    .execute();
  for (const { id } of due) await inTransaction(database, ({ tx }) => writeDigest(tx, id, now));
}

async function writeDigest(db: Db, endpointId: string, now: Date): Promise<void> {
  const endpoint = await db
    .selectFrom("webhook_endpoints")
    .select(["digest_hour", "digest_due_at"])
    .where("id", "=", endpointId)
    .where("digest_due_at", "<=", now)
    .where("disabled_at", "is", null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  // Another process is at it, or was before us.
  if (!endpoint || endpoint.digest_due_at === null) return;
  const next = nextDigest(endpoint.digest_hour, now);
  await db.updateTable("webhook_endpoints").set({ digest_due_at: next }).where("id", "=", endpointId).execute();
  const items = await takeItems(db, endpointId);
  if (items.length === 0) return;
  const id = digestId(endpointId, endpoint.digest_due_at);
  const payload = describeDay(items, endpoint.digest_due_at, now);
  await db
    .insertInto("webhook_messages")
    .values({ id, type: "alerts.digest", ring_id: null, risk: null, payload, created_at: now })
    .execute();
  await db
    .insertInto("webhook_deliveries")
    .values({ endpoint_id: endpointId, message_id: id, next_attempt_at: now, created_at: now })
    .execute();
}

interface Item {
  readonly type: MessageType;
  readonly payload: string;
}

/** The riskiest first, and failed runs before all: they may be why there is little else. */
async function takeItems(db: Db, endpointId: string): Promise<Item[]> {
  const { rows } = await sql<Item>`
    with taken as (delete from webhook_digest_items where endpoint_id = ${endpointId} returning message_id)
    select type, payload from taken join webhook_messages on id = message_id
    order by risk desc nulls first, created_at, id`.execute(db);
  return rows;
}

function describeDay(items: readonly Item[], dueAt: Date, now: Date): string {
  const counts: Partial<Record<MessageType, number>> = {};
  for (const { type } of items) counts[type] = (counts[type] ?? 0) + 1;
  const messages = items.slice(0, messagesInFull).map(({ payload }) => JSON.parse(payload) as unknown);
  const data = { until: dueAt.toISOString(), counts, messages, omitted: items.length - messages.length };
  return JSON.stringify({ type: "alerts.digest", timestamp: now.toISOString(), data });
}

function digestId(endpointId: string, dueAt: Date): string {
  const hash = createHash("sha256").update(JSON.stringify(["alerts.digest", endpointId, dueAt.toISOString()]));
  return `msg_${hash.digest("hex").slice(0, 32)}`;
}
