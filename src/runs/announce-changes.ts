import { type Selectable, sql } from "kysely";
import { judgeChange } from "../alerts/judge-change.ts";
import { toRingBody } from "../contract/to-ring-body.ts";
import { toRingChangeBody } from "../contract/to-ring-change-body.ts";
import type { Db } from "../db/database.ts";
import type { RingRow } from "../db/schema.ts";
import type { Policy } from "../detection/policy.ts";
import type { RingChange, RingChangeKind } from "../model/ring-change.ts";
import type { Run } from "../model/run.ts";
import type { WebhookEvent } from "../model/webhook-event.ts";
import { type AlertState, keepAlertStates } from "../outbox/alert-state.ts";
import { appendMessages } from "../outbox/append-messages.ts";
import { linkRing } from "../outbox/link-ring.ts";
import type { Message } from "../outbox/message.ts";
import { messageId } from "../outbox/message-id.ts";
import { withoutIdentifiers } from "../rings/describe-change.ts";
import { listChangesInRun } from "../rings/history-queries.ts";
import { toRing } from "../rings/ring-queries.ts";
import { runNumber } from "./run-queries.ts";

/**
 * Writes a message for whatever a run changed that somebody must know, in the transaction that publishes it.
 *
 * @param now when it is published
 */
export async function announceChanges(
  tx: Db,
  run: Run,
  policy: Pick<Policy, "flagThreshold" | "alerts">,
  now: Date,
): Promise<void> {
  const number = runNumber(run.id) as number;
  const judged = (await selectChanged(tx, number)).map((row) => {
    const told = toState(row);
    const changed = {
      ring: toRing(row),
      kinds: new Set(row.kinds),
      joinedCount: row.joined_count,
      succeedsConfirmed: row.succeeds_confirmed,
    };
    return { ring: changed.ring, before: told, ...judgeChange(changed, told, policy) };
  });
  await keepAlertStates(
    tx,
    judged.flatMap(({ ring, told, before }) => (told && !isEqual(told, before) ? [{ ringId: ring.id, ...told }] : [])),
  );
  const telling = judged.filter(({ events }) => events.length > 0);
  const ids = telling.map(({ ring }) => ring.id);
  const changes = await listChangesInRun(tx, number, ids);
  const messages = telling.flatMap(({ ring, before, events }) =>
    events.map((event) => {
      const own = changes.filter(({ ringId }) => ringId === ring.id);
      return toMessage(run, event, { ring, before, changes: own });
    }),
  );
  await appendMessages(tx, messages, now);
}

interface Telling {
  readonly ring: ReturnType<typeof toRing>;
  readonly before: AlertState | undefined;
  readonly changes: readonly RingChange[];
}

function toMessage(run: Run, type: WebhookEvent, { ring, before, changes }: Telling): Message {
  const previously = before ? { risk: before.risk, member_count: before.memberCount } : null;
  const others = changes.flatMap(({ otherRingId }) => otherRingId ?? []);
  return {
    id: messageId(type, ring.id, run.id, run.startedAt),
    type,
    ring,
    data: {
      ring: toRingBody(ring),
      previously,
      // Messages leave the house: they name rings and accounts, and identifiers never.
      changes: changes.map((change) => toRingChangeBody(withoutIdentifiers(change))),
      links: { ...linkRing(ring.id), run: `/v1/runs/${run.id}`, others: others.map((id) => linkRing(id).ring) },
    },
  };
}

type ChangedRow = Selectable<RingRow> & {
  readonly kinds: readonly RingChangeKind[];
  /** Accounts that joined a ring that was there, and were not told of when their events came in. */
  readonly joined_count: number;
  readonly succeeds_confirmed: boolean;
  readonly told_risk: number | null;
  readonly told_member_count: number | null;
  readonly is_detected: boolean | null;
  readonly is_dismissed: boolean | null;
};

/** The rings that the run found or dissolved and that anybody could want to be told of. */
async function selectChanged(db: Db, number: number): Promise<ChangedRow[]> {
  const { rows } = await sql<ChangedRow>`
    select rings.*, noted.*, state.risk as told_risk, state.member_count as told_member_count, is_detected, is_dismissed
    from rings
    left join ring_alert_states state on state.ring_id = rings.id
    cross join lateral (
      select coalesce(array_agg(kind), '{}') as kinds,
        case when bool_or(kind in ('members', 'grown')) then (
          select count(*)::integer from ring_memberships joined
          where joined.ring_id = rings.id and joined_run_id = ${number} and not exists (
            select from ring_attachments told where told.ring_id = rings.id and told.account_key = joined.account_key)
        ) else 0 end as joined_count,
        coalesce(bool_or(kind = 'succeeded' and (
          select outcome from decisions where decisions.ring_id = other_ring_id order by decisions.id desc limit 1
        ) = 'confirmed'), false) as succeeds_confirmed
      from ring_changes where ring_changes.run_id = ${number} and ring_changes.ring_id = rings.id
    ) noted
    where (last_run_id = ${number} or dissolved_run_id = ${number})
      and (flagged or state.ring_id is not null or 'succeeded' = any (kinds))
    order by rings.id`.execute(db);
  return rows;
}

function toState(row: ChangedRow): AlertState | undefined {
  if (row.told_risk === null || row.told_member_count === null) return undefined;
  return {
    risk: row.told_risk,
    memberCount: row.told_member_count,
    isDetected: row.is_detected === true,
    isDismissed: row.is_dismissed === true,
  };
}

function isEqual(a: AlertState, b: AlertState | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
