import type pg from "pg";
import type { TimeWindow } from "./time-window.ts";

/** How far the data goes that a run reads. */
export interface Watermark {
  /** Time of the newest event in the window; null of an empty one. */
  readonly newestEventAt: Date | null;
  /** When the newest event of all came in. */
  readonly newestReceivedAt: Date | null;
  /** Events on the days (UTC) that the window touches. */
  readonly events: number;
}

/**
 * Asks how far the data goes, in the transaction that reads it.
 *
 * The newest arrival is looked for behind the one that an earlier run saw: over everything it would take a second for ten million events.
 */
export async function loadWatermark(client: pg.PoolClient, { from, to }: TimeWindow): Promise<Watermark> {
  const { rows } = await client.query<{ newest_event: Date | null; newest_received: Date | null; events: number }>(
    `select
       (select least(max(last_event_at), $2) from accounts
        where last_event_at > $1 and first_event_at <= $2) as newest_event,
       (select max(received_at) from events where received_at >= coalesce(
          (select max((manifest #>> '{read,newestReceivedAt}')::timestamptz) from runs), '-infinity')) as newest_received,
       (select coalesce(sum(event_count), 0)::bigint from account_days
        where day between ($1 at time zone 'UTC')::date and ($2 at time zone 'UTC')::date) as events`,
    [from, to],
  );
  const { newest_event = null, newest_received = null, events = 0 } = rows[0] ?? {};
  return { newestEventAt: newest_event, newestReceivedAt: newest_received, events };
}
