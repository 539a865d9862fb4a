import type pg from "pg";
import { copyInto } from "../db/copy.ts";
import type { NormalisedEvent } from "../model/event.ts";
import type { AccountDayUpdate, AccountUpdate, SightingUpdate } from "./aggregate-events.ts";
import { copyUnlessKnown } from "./copy-unless-known.ts";
import type { EnsuredIdentifiers } from "./ensure-identifiers.ts";
import { eventColumns, toEventRow } from "./event-row.ts";
import { formatTimestamp } from "./format-timestamp.ts";
import { rowsOf } from "./rows-of.ts";

/**
 * Temporary tables that each batch fills and that the commit empties: what comes in with COPY meets the tables in one statement.
 *
 * Rows are always inserted in the order of their keys, so that two batches at once wait for each other and never in a circle.
 * The joins are looped through the index: without statistics on a table that was just filled, the planner may read all of the
 * other one instead, a million rows for each batch.
 */
export async function prepareBatch(client: pg.ClientBase): Promise<void> {
  await client.query(`
    create temp table if not exists batch_event_ids (id text collate "C") on commit delete rows;
    create temp table if not exists batch_accounts (
      id text collate "C", first_ms float8, last_ms float8, signed_up_ms float8, organization_id text, organization_ms float8
    ) on commit delete rows;
    create temp table if not exists batch_identifiers (place integer, kind smallint, value text collate "C") on commit delete rows;
    create temp table if not exists batch_capabilities (name text) on commit delete rows;
    create temp table if not exists batch_sightings (
      account_key bigint, identifier_key bigint, first_seen_at timestamptz, last_seen_at timestamptz,
      request_count bigint, event_count integer, kind smallint
    ) on commit delete rows;
    create temp table if not exists batch_days (
      account_key bigint, day integer, capability_key integer, events integer, requests bigint,
      input_tokens bigint, output_tokens bigint, hours integer
    ) on commit delete rows;
    set local enable_hashjoin = off;
    set local enable_mergejoin = off;
    set local enable_seqscan = off`);
}

/**
 * Claims the ids for this transaction; waits for another that claims the same.
 *
 * @returns those that were taken already
 */
export async function claimEventIds(
  client: pg.ClientBase,
  events: readonly NormalisedEvent[],
  receivedAt: Date,
): Promise<Set<string>> {
  const receivedOn = receivedAt.toISOString().slice(0, 10);
  const sorted = events.map(({ id }) => id).sort();
  // Nearly always all of them are new.
  const rows = rowsOf(sorted, (id) => [id, receivedOn]);
  if (await copyUnlessKnown(client, "event_ids", ["id", "received_on"], rows)) return new Set();

  await copyInto(
    client,
    "batch_event_ids",
    ["id"],
    rowsOf(sorted, (id) => [id]),
  );
  const taken = await client.query<{ id: string }>(
    `with claimed as (
       insert into event_ids (id, received_on) select id, $1::date from batch_event_ids on conflict do nothing returning id
     )
     select id from batch_event_ids where id not in (select id from claimed)`,
    [receivedOn],
  );
  return new Set(taken.rows.map(({ id }) => id));
}

export async function insertEvents(
  client: pg.ClientBase,
  events: readonly NormalisedEvent[],
  receivedAt: Date,
): Promise<void> {
  const received = receivedAt.toISOString();
  await copyInto(
    client,
    "events",
    eventColumns,
    rowsOf(events, (event) => toEventRow(event, received)),
  );
}

/** Adds the accounts, or widens what is known of them. @returns their keys, in the order given */
export async function upsertAccounts(client: pg.ClientBase, accounts: readonly AccountUpdate[]): Promise<number[]> {
  await copyInto(
    client,
    "batch_accounts",
    ["id", "first_ms", "last_ms", "signed_up_ms", "organization_id", "organization_ms"],
    rowsOf(accounts, (account) => [
      account.id,
      account.first,
      account.last,
      account.signedUpAt,
      account.organizationId,
      account.organizationAt,
    ]),
  );
  const { rows } = await client.query<{ id: string; key: number }>(`
    insert into accounts as known
      (id, first_event_at, last_event_at, signed_up_at, organization_id, organization_at)
    select id, to_timestamp(first_ms / 1000), to_timestamp(last_ms / 1000), to_timestamp(signed_up_ms / 1000),
           organization_id, to_timestamp(organization_ms / 1000)
    from batch_accounts order by id
    on conflict (id) do update set
      first_event_at = least(known.first_event_at, excluded.first_event_at),
      last_event_at = greatest(known.last_event_at, excluded.last_event_at),
      signed_up_at = least(known.signed_up_at, excluded.signed_up_at),
      organization_id = case
        when known.organization_at is null then excluded.organization_id
        when (excluded.organization_at, excluded.organization_id collate "C")
           > (known.organization_at, known.organization_id collate "C") then excluded.organization_id
        else known.organization_id end,
      organization_at = greatest(known.organization_at, excluded.organization_at)
    returning id, key`);
  const keys = new Map(rows.map(({ id, key }) => [id, key]));
  return accounts.map(({ id }) => keys.get(id) as number);
}

/** Adds the capabilities that are new. @returns the keys of all, in the order given */
export async function ensureCapabilities(client: pg.ClientBase, names: readonly string[]): Promise<number[]> {
  if (names.length === 0) return [];
  await copyInto(
    client,
    "batch_capabilities",
    ["name"],
    names.map((name) => [name]),
  );
  await client.query(`
    insert into capabilities (name)
    select name from batch_capabilities where name not in (select name from capabilities) order by name
    on conflict do nothing`);
  const { rows } = await client.query<{ name: string; key: number }>(
    "select name, key from capabilities join batch_capabilities using (name)",
  );
  const keys = new Map(rows.map(({ name, key }) => [name, key]));
  return names.map((name) => keys.get(name) as number);
}

/**
 * Adds sightings, or widens what is known of them. Those of a new identifier need no look at what is there, which halves their cost.
 *
 * Not sorted: whoever writes a sighting holds its account's row, so that no two transactions wait for each other here.
 */
export async function upsertSightings(
  client: pg.ClientBase,
  sightings: readonly SightingUpdate[],
  { accounts, identifiers: { keys, isNew } }: BatchKeys,
): Promise<void> {
  const toRow = (sighting: SightingUpdate) => {
    const first = formatTimestamp(sighting.first);
    return [
      accounts[sighting.account] as number,
      keys[sighting.identifier] as number,
      first,
      sighting.last === sighting.first ? first : formatTimestamp(sighting.last),
      sighting.requests,
      sighting.events,
      sighting.code,
    ];
  };
  const added = sightings.filter(({ identifier }) => isNew[identifier]);
  // Another process may have the same account and identifier in hand at this moment.
  const areAdded = await copyUnlessKnown(client, "sightings", sightingColumns, rowsOf(added, toRow));
  const others = areAdded ? sightings.filter(({ identifier }) => !isNew[identifier]) : sightings;
  await copyInto(client, "batch_sightings", sightingColumns, rowsOf(others, toRow));
  await client.query(`
    insert into sightings as known (${sightingColumns.join(", ")})
    select ${sightingColumns.join(", ")} from batch_sightings
    on conflict (account_key, identifier_key) do update set
      first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
      request_count = known.request_count + excluded.request_count,
      event_count = known.event_count + excluded.event_count`);
}

const sightingColumns = [
  "account_key",
  "identifier_key",
  "first_seen_at",
  "last_seen_at",
  "request_count",
  "event_count",
  "kind",
] as const;

export interface BatchKeys {
  readonly accounts: readonly number[];
  readonly identifiers: EnsuredIdentifiers;
  readonly capabilities: readonly number[];
}

export async function upsertAccountDays(
  client: pg.ClientBase,
  days: readonly AccountDayUpdate[],
  keys: BatchKeys,
): Promise<void> {
  await copyInto(
    client,
    "batch_days",
    ["account_key", "day", "capability_key", "events", "requests", "input_tokens", "output_tokens", "hours"],
    rowsOf(days, (day) => [
      keys.accounts[day.account] as number,
      day.day,
      day.capability < 0 ? 0 : (keys.capabilities[day.capability] as number),
      day.events,
      day.requests,
      day.inputTokens,
      day.outputTokens,
      day.hours,
    ]),
  );
  await client.query(`
    insert into account_days as known
      (account_key, day, capability_key, event_count, request_count, input_tokens, output_tokens, hours)
    select account_key, date '1970-01-01' + day, capability_key, events, requests, input_tokens, output_tokens, hours
    from batch_days order by account_key, day, capability_key
    on conflict (account_key, day, capability_key) do update set
      event_count = known.event_count + excluded.event_count,
      request_count = known.request_count + excluded.request_count,
      input_tokens = known.input_tokens + excluded.input_tokens,
      output_tokens = known.output_tokens + excluded.output_tokens,
      hours = known.hours | excluded.hours`);
}
