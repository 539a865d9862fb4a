import type pg from "pg";
import { identifierKinds } from "../model/identifier.ts";
import type { Lane } from "./lanes.ts";

/** Any number that is ours alone. */
const nameLock = 7_464_423_004;

/** What of an event is rolled up, apart from its account. */
const countedColumns = `
  type, occurred_at, ip, ip_prefix, email_hash, email_domain, phone_hash, payment_instrument, device_id,
  prompt_fingerprints, prompt_openings, prompt_closings, prompt_bodies, requests, input_tokens, output_tokens, capability`;

/**
 * Empty temporary tables for a roll-up to fill.
 *
 * Joins with the large tables are looped through their indexes: without statistics on a table that was just filled, the planner may
 * read all of the other one instead, tens of millions of rows for a handful. How many rows were filled in is all it has to learn.
 */
export async function prepareRollUp(client: pg.ClientBase): Promise<void> {
  await client.query(`
    create temp table if not exists rolled_accounts (id text collate "C", key bigint);
    create temp table if not exists rolled_events as select key as account_key, ${countedColumns}
      from events, rolled_accounts with no data;
    create temp table if not exists rolled_sightings (
      account_key bigint, kind smallint, value text collate "C", first_seen_at timestamptz, last_seen_at timestamptz,
      request_count bigint, event_count integer
    );
    create temp table if not exists rolled_identifiers (
      kind smallint, value text collate "C", identifier_key bigint, is_new boolean
    );
    truncate rolled_events, rolled_accounts, rolled_identifiers, rolled_sightings`);
}

/** What both transactions of a roll-up want: room to sort, little statistics, and days that begin at midnight UTC. */
export async function setUpRollUp(client: pg.ClientBase): Promise<void> {
  await client.query(
    "set local work_mem = '128MB'; set local default_statistics_target = 1; set local timezone = 'UTC'",
  );
}

/** Notes which batches of the lane are the oldest that together hold no more than so many events, at least one. */
export async function findPendingBatches(
  client: pg.ClientBase,
  lane: Lane,
  mostEvents: number,
): Promise<PendingBatches> {
  const { rows } = await client.query<{ batches: string[]; events: number }>(
    `with counted as (
       select batch, event_count, sum(event_count) over (order by batch) - event_count as before
       from pending_batches where lane = $1
     )
     select coalesce(array_agg(batch::text), '{}') as batches, coalesce(sum(event_count), 0)::bigint as events
     from counted where before = 0 or before + event_count <= $2`,
    [lane, mostEvents],
  );
  return rows[0] as PendingBatches;
}

export interface PendingBatches {
  readonly batches: readonly string[];
  readonly events: number;
}

/** @throws when another has rolled some of them up meanwhile: then what is counted here must not be added */
export async function deletePendingBatches(client: pg.ClientBase, { batches }: PendingBatches): Promise<void> {
  const { rowCount } = await client.query("delete from pending_batches where batch = any ($1::bigint[])", [batches]);
  if (rowCount !== batches.length) throw new Error("Somebody else has rolled up the same events meanwhile");
}

/**
 * Adds the accounts, or widens what is known of them. The organisation is that of the latest sign-up that names one; of two at the
 * same moment the greater id decides, so that the order of arrival does not.
 */
export async function rollUpAccounts(client: pg.ClientBase, { batches }: PendingBatches): Promise<void> {
  await client.query(
    `with named as (
      select distinct on (account_id) account_id, organization_id, occurred_at
      from events where batch = any ($1::bigint[]) and organization_id is not null
      order by account_id, occurred_at desc, organization_id collate "C" desc
    ), seen as (
      select account_id, min(occurred_at) as first, max(occurred_at) as last,
             min(occurred_at) filter (where type = 'signup') as signed_up_at,
             bool_or(has_generated_mail_name) as has_generated_mail_name
      from events where batch = any ($1::bigint[]) group by account_id
    ), upserted as (
      insert into accounts as known (
        id, first_event_at, last_event_at, signed_up_at, organization_id, organization_at, has_generated_mail_name
      )
      select account_id, first, last, signed_up_at, organization_id, occurred_at, has_generated_mail_name
      from seen left join named using (account_id) order by account_id
      on conflict (id) do update set
        first_event_at = least(known.first_event_at, excluded.first_event_at),
        last_event_at = greatest(known.last_event_at, excluded.last_event_at),
        signed_up_at = least(known.signed_up_at, excluded.signed_up_at),
        organization_id = case
          when known.organization_at is null then excluded.organization_id
          when (excluded.organization_at, excluded.organization_id collate "C")
             > (known.organization_at, known.organization_id collate "C") then excluded.organization_id
          else known.organization_id end,
        organization_at = greatest(known.organization_at, excluded.organization_at),
        has_generated_mail_name = known.has_generated_mail_name or excluded.has_generated_mail_name
      returning id, key
    )
    insert into rolled_accounts select id, key from upserted`,
    [batches],
  );
  await client.query("analyze rolled_accounts");
}

/** Brings the events together, each with its account's key. */
export async function readBatches(client: pg.ClientBase, { batches }: PendingBatches): Promise<void> {
  await client.query(
    `insert into rolled_events select key, ${countedColumns}
     from events join rolled_accounts on rolled_accounts.id = account_id where batch = any ($1::bigint[])`,
    [batches],
  );
  await client.query("analyze rolled_events");
}

/**
 * One row for each account and identifier that met, however often.
 *
 * Kind by kind: a pass over the events for each costs less than one that takes every event apart. Networks are added up from their addresses.
 */
export async function gatherSightings(client: pg.ClientBase): Promise<void> {
  const { ip, ip_prefix, payment_instrument, device_id, email, email_domain, phone } = identifierKinds;
  const { prompt_fingerprint, prompt_opening, prompt_closing, prompt_body } = identifierKinds;
  const seen = "min(occurred_at) as first, max(occurred_at) as last, sum(requests) as requests, count(*) as events";
  const one = (code: number, column: string) => `
    select account_key, ${code}, ${column}, ${seen} from rolled_events where ${column} is not null group by account_key, ${column}`;
  const atSignup = (code: number, column: string) => `
    select account_key, ${code}, ${column}, ${seen} from signups where ${column} is not null group by account_key, ${column}`;
  const several = (code: number, column: string) => `
    select account_key, ${code}, value, ${seen}
    from (select account_key, unnest(${column}) as value, occurred_at, requests from rolled_events where ${column} is not null) as each
    group by account_key, value`;
  await client.query(`
    with addresses as materialized (
      select account_key, ip, ip_prefix, ${seen} from rolled_events where ip_prefix is not null group by account_key, ip, ip_prefix
    ), signups as materialized (
      select account_key, email_hash, email_domain, phone_hash, occurred_at, requests from rolled_events where type = 'signup'
    )
    insert into rolled_sightings
    select account_key, ${ip.code}, host(ip), first, last, requests, events from addresses
    union all
    select account_key, ${ip_prefix.code}, ip_prefix, min(first), max(last), sum(requests), sum(events)
    from addresses group by account_key, ip_prefix
    union all ${[
      one(payment_instrument.code, "payment_instrument"),
      one(device_id.code, "device_id"),
      atSignup(email.code, "email_hash"),
      atSignup(email_domain.code, "email_domain"),
      atSignup(phone.code, "phone_hash"),
      several(prompt_fingerprint.code, "prompt_fingerprints"),
      several(prompt_opening.code, "prompt_openings"),
      several(prompt_closing.code, "prompt_closings"),
      several(prompt_body.code, "prompt_bodies"),
    ].join(" union all ")}`);
  await client.query("analyze rolled_sightings");
}

/**
 * Lets one at a time add what both lanes use, until its transaction ends: two at once would wait for each other's commit, or add one
 * thing twice.
 */
export async function takeTurnToAddNames(client: pg.ClientBase): Promise<void> {
  await client.query("select pg_advisory_xact_lock($1)", [nameLock]);
}

/**
 * Gives each identifier its key, and adds those that are new, in their order, so that they lie together in the index. The keys grow in the same
 * order: then their own index is filled page by page, and takes a quarter less.
 */
export async function rollUpIdentifiers(client: pg.ClientBase): Promise<void> {
  await client.query(`
    set local enable_hashjoin = off;
    set local enable_mergejoin = off;
    insert into rolled_identifiers
    select kind, value, coalesce(known.key, nextval('identifiers_key_seq')), known.key is null
    from (select distinct kind, value from rolled_sightings order by value, kind) as seen left join identifiers as known using (value, kind);
    set local enable_hashjoin = on;
    set local enable_mergejoin = on;
    insert into identifiers (key, kind, value) overriding system value
    select identifier_key, kind, value from rolled_identifiers where is_new order by value, kind;
    analyze rolled_identifiers`);
}

/** Adds the capabilities that are new. */
export async function rollUpCapabilities(client: pg.ClientBase): Promise<void> {
  await client.query(`
    insert into capabilities (name)
    select capability from (select distinct capability from rolled_events where capability is not null) as seen
    where capability not in (select name from capabilities) order by 1`);
}

/** Adds sightings, or widens what is known of them, and counts on. Those of a new identifier need no look at what is there, which halves their cost. */
export async function rollUpSightings(client: pg.ClientBase): Promise<void> {
  await client.query(`
    insert into sightings (${sightingColumns})
    select ${sightingColumns} from rolled_sightings join rolled_identifiers using (value, kind)
    where is_new order by account_key, identifier_key;
    insert into sightings as known (${sightingColumns})
    select ${sightingColumns} from rolled_sightings join rolled_identifiers using (value, kind)
    where not is_new order by account_key, identifier_key
    on conflict (account_key, identifier_key) do update set
      first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
      request_count = known.request_count + excluded.request_count,
      event_count = known.event_count + excluded.event_count`);
}

const sightingColumns = "account_key, identifier_key, first_seen_at, last_seen_at, request_count, event_count, kind";

/** Adds up what the accounts did each day, by capability; 0 stands for none. */
export async function rollUpAccountDays(client: pg.ClientBase): Promise<void> {
  await client.query(`
    insert into account_days as known
      (account_key, day, capability_key, event_count, request_count, input_tokens, output_tokens, hours)
    select account_key, occurred_at::date as day, coalesce(capabilities.key, 0) as capability,
           count(*), sum(requests), sum(input_tokens), sum(output_tokens), bit_or(1 << date_part('hour', occurred_at)::integer)
    from rolled_events left join capabilities on capabilities.name = capability
    group by 1, 2, 3
    order by 1, 2, 3
    on conflict (account_key, day, capability_key) do update set
      event_count = known.event_count + excluded.event_count,
      request_count = known.request_count + excluded.request_count,
      input_tokens = known.input_tokens + excluded.input_tokens,
      output_tokens = known.output_tokens + excluded.output_tokens,
      hours = known.hours | excluded.hours`);
}
