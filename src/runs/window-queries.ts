import type { TimeWindow } from "./time-window.ts";

// COPY takes no parameters, so the times are written into the text; they are our own dates, never a caller's words.
const literal = (time: Date): string => `'${time.toISOString()}'::timestamptz`;
const day = (time: Date): string => `'${time.toISOString().slice(0, 10)}'::date`;

/** Accounts with an event in the window, in the order of their ids: key, sign-up, first and last event, organisation, 1 for a generated mail name. */
export const accountsInWindow = ({ from, to }: TimeWindow): string => `
  select key, signed_up_at, first_event_at, last_event_at, organization_id, has_generated_mail_name::integer
  from accounts
  where last_event_at > ${literal(from)} and first_event_at <= ${literal(to)}
  order by id`;

/**
 * Key, kind and hash of all identifiers. By the hash they are numbered, because it depends on what they are and not on when they came: the same events
 * in another order must be numbered alike. Where two hashes are equal, `identifiersInOrder` decides.
 */
export const identifierHashes = "select key, kind, hashtextextended(value, kind) from identifiers";

/** Of some identifiers ($1) the keys, in the order of what they are. */
export const identifiersInOrder = "select key from identifiers where key = any ($1::bigint[]) order by value, kind";

/** The greatest key of an identifier; 0 where there is none. */
export const greatestIdentifierKey = "select coalesce(max(key), 0) as greatest from identifiers";

/** Sightings in the window: account, identifier, first and last seen, requests. */
export const sightingsInWindow = ({ from, to }: TimeWindow): string => `
  select account_key, identifier_key, first_seen_at, last_seen_at, request_count
  from sightings
  where last_seen_at > ${literal(from)} and first_seen_at <= ${literal(to)}`;

/** Key and name of all capabilities, in an order that does not depend on when they came. */
export const capabilitiesInOrder = "select key, name from capabilities order by name";

/** What accounts did on the days that the window touches, in any order: account, day, capability, then sums and hours. */
export const activityInWindow = ({ from, to }: TimeWindow): string => `
  select account_key, day, capability_key, event_count, request_count, input_tokens, output_tokens, hours
  from account_days
  where day between ${day(from)} and ${day(to)}`;
