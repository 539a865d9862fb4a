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

/** Batches are numbered nearly in the order in which they come in: the newest event is among so many of the last. */
const lastEvents = 50_000;

/**
 * Asks how far the data goes, in the transaction that reads it.
 *
 * The newest arrival is looked for among the last batches: over all events it would take twenty seconds for forty million.
 *
 * @param events on the days that the window touches: who reads these days has counted them
 */
export async function loadWatermark(
  client: pg.ClientBase,
  { from, to }: TimeWindow,
  events: number,
): Promise<Watermark> {
  const { rows } = await client.query<{ newest_event: Date | null; newest_received: Date | null }>(
    `select
       (select least(max(last_event_at), $2) from accounts
        where last_event_at > $1 and first_event_at <= $2) as newest_event,
       (select max(received_at) from (
          select received_at from events where batch is not null order by batch desc limit $3) last) as newest_received`,
    [from, to, lastEvents],
  );
  const { newest_event = null, newest_received = null } = rows[0] ?? {};
  return { newestEventAt: newest_event, newestReceivedAt: newest_received, events };
}
