import type { Database } from "../../src/db/database.ts";
import { rollUpEvents } from "../../src/ingest/roll-up-events.ts";

/** What events are stored in. */
const tables = [
  "event_ids",
  "events",
  "pending_batches",
  "accounts",
  "identifiers",
  "sightings",
  "capabilities",
  "account_days",
] as const;

/** Forgets all events. What a service is still rolling up is waited for: it would not let go of its rows. */
export async function emptyTables({ pool }: Pick<Database, "pool">): Promise<void> {
  await rollUpEvents({ pool });
  await pool.query(`truncate ${tables.join(", ")} restart identity`);
}

/** Everything that is stored of events, the keys replaced by what they stand for: equal when the same is known. */
export async function readTables({ pool }: Pick<Database, "pool">): Promise<Record<string, string[]>> {
  await rollUpEvents({ pool });
  const queries = {
    event_ids: "select id from event_ids",
    events: `select id, type, account_id, occurred_at, ip, email_hash, email_domain, phone_hash, payment_instrument, device_id,
                    organization_id, has_generated_mail_name, prompt_fingerprints, prompt_openings, prompt_closings, prompt_bodies, requests, input_tokens, output_tokens, model, capability
             from events`,
    accounts:
      "select id, first_event_at, last_event_at, signed_up_at, organization_id, organization_at, has_generated_mail_name from accounts",
    identifiers: "select kind, value from identifiers",
    sightings: `select a.id, i.kind as identifier_kind, i.value, s.first_seen_at, s.last_seen_at, s.request_count,
                       s.event_count, s.kind
                from sightings s left join accounts a on a.key = s.account_key
                left join identifiers i on i.key = s.identifier_key`,
    capabilities: "select name from capabilities",
    account_days: `select a.id, d.day, c.name, d.event_count, d.request_count, d.input_tokens, d.output_tokens, d.hours
                   from account_days d left join accounts a on a.key = d.account_key
                   left join capabilities c on c.key = d.capability_key`,
  };
  const contents: Record<string, string[]> = {};
  for (const [table, query] of Object.entries(queries)) {
    const { rows } = await pool.query<{ row: string }>(
      `select row_to_json(r)::text as row from (${query}) r order by 1`,
    );
    contents[table] = rows.map(({ row }) => row);
  }
  return contents;
}
