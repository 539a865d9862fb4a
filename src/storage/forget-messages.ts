import type { Database } from "../db/database.ts";
import { deleteInPortions } from "./delete-in-portions.ts";

export interface ForgottenMessages {
  /** With their attempts. */
  readonly webhook_deliveries: number;
  readonly webhook_messages: number;
}

/**
 * Forgets what was told before a moment, and what came of it. What is still to be delivered stays.
 *
 * @param signal ends it between two portions
 */
export async function forgetMessages(
  database: Pick<Database, "pool">,
  before: Date,
  signal: AbortSignal | undefined,
): Promise<ForgottenMessages> {
  const forget = (table: string, condition: string) =>
    deleteInPortions(
      database,
      { table, condition: `created_at < $1 and ${condition}`, before, isRolledUp: false },
      signal,
    );
  const deliveries = await forget("webhook_deliveries", "status <> 'pending'");
  const messages = await forget(
    "webhook_messages",
    `not exists (select from webhook_deliveries where message_id = webhook_messages.id)
     and not exists (select from webhook_digest_items where message_id = webhook_messages.id)`,
  );
  await deleteInPortions(
    database,
    { table: "ring_attachments", condition: "attached_at < $1", before, isRolledUp: false },
    signal,
  );
  return { webhook_deliveries: deliveries, webhook_messages: messages };
}
