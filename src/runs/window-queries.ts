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
 * Keys of all identifiers, in an order that depends on what they are and not on when they came: the same events in another
 * order must be numbered alike. A hash sorts five times faster than the text, which decides only where two hashes are equal.
 */
export const identifiersInOrder = `
  select key from identifiers order by hashtextextended(value, kind), value, kind`;

/** Sightings in the window: account, identifier, kind, first and last seen, requests. */
export const sightingsInWindow = ({ from, to }: TimeWindow): string => `
  select account_key, identifier_key, kind, first_seen_at, last_seen_at, request_count
  from sightings
  where last_seen_at > ${literal(from)} and first_seen_at <= ${literal(to)}`;

/** Key and name of all capabilities, in an order that does not depend on when they came. */
export const capabilitiesInOrder = "select key, name from capabilities order by name";

/**
 * What accounts did in the window, an account's days one after the other: account, day, capability, then sums and hours.
 *
 * Days without a request are left out: they hold a sign-up only, and a sign-up is no usage.
 */
export const activityInWindow = ({ from, to }: TimeWindow): string => `
  select account_key, day - date '1970-01-01', capability_key, event_count, request_count, input_tokens, output_tokens, hours
  from account_days
  where day between ${day(from)} and ${day(to)} and request_count > 0
  order by account_key, day`;
