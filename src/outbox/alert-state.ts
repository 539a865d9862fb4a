import { sql } from "kysely";
import type { Db } from "../db/database.ts";

/** What was last told of a ring. */
export interface AlertState {
  readonly risk: number;
  readonly memberCount: number;
  /** Whether it was told of as a ring that is flagged. */
  readonly isDetected: boolean;
  /** Whether an analyst has dismissed it since. */
  readonly isDismissed: boolean;
}

/** Keeps what was told of rings, over what was told before. */
export async function keepAlertStates(
  db: Db,
  states: readonly (AlertState & { readonly ringId: string })[],
): Promise<void> {
  if (states.length === 0) return;
  await sql`
    insert into ring_alert_states (ring_id, risk, member_count, is_detected, is_dismissed)
    select * from unnest(
      ${states.map(({ ringId }) => ringId)}::text[],
      ${states.map(({ risk }) => risk)}::double precision[],
      ${states.map(({ memberCount }) => memberCount)}::integer[],
      ${states.map(({ isDetected }) => isDetected)}::boolean[],
      ${states.map(({ isDismissed }) => isDismissed)}::boolean[])
    on conflict (ring_id) do update set risk = excluded.risk, member_count = excluded.member_count,
      is_detected = excluded.is_detected, is_dismissed = excluded.is_dismissed`.execute(db);
}
