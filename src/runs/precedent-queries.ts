/** The verdicts that say something and have not ended by $1: the newest on each identifier. */
export const standingVerdicts = `
  select id as number, identifier_kinds.name as kind, value, verdict
  from (
    select distinct on (value, kind) id, kind, value, verdict, expires_at
    from identifier_verdicts order by value, kind, id desc
  ) newest
  join identifier_kinds on identifier_kinds.code = newest.kind
  where verdict is not null and (expires_at is null or expires_at > $1)
  order by id`;

/** Identifiers by kinds $1 and values $2, side by side. */
export const identifiersNamed = `
  select key, identifier_kinds.name as kind, value
  from unnest($1::text[], $2::text[]) as named (kind_name, named_value)
  join identifier_kinds on identifier_kinds.name = kind_name
  join identifiers on identifiers.value = named_value and identifiers.kind = identifier_kinds.code`;

/** Addresses between two texts, from $1 to before $2, side by side: what the index on the values finds at once. */
export const addressesWithin = `
  select key, 'ip' as kind, value
  from unnest($1::text[], $2::text[]) as range (low, high)
  cross join lateral (
    select key, value from identifiers
    where value >= low collate "C" and value < high collate "C"
      and kind = (select code from identifier_kinds where name = 'ip')
  ) address`;

/** The accounts on which the newest decision on some ring was made, where that was not to reopen it; one that was ever confirmed is confirmed. */
export const decidedAccounts = `
  select account_key, accounts.id as account_id, bool_or(outcome = 'confirmed') as is_confirmed
  from (select distinct on (ring_id) ring_id, outcome, run_id from decisions order by ring_id, id desc) decision
  join ring_memberships using (ring_id)
  join accounts on accounts.key = account_key
  where outcome <> 'reopened' and joined_run_id <= run_id and (left_run_id is null or left_run_id > run_id)
  group by account_key, accounts.id`;

/** How many of the accounts $1 used each identifier of the kinds $2 up to $3. */
export const confirmedUses = `
  select identifier_key, count(*)::integer as users
  from sightings
  where account_key = any ($1::bigint[]) and kind = any ($2::smallint[]) and first_seen_at <= $3
  group by identifier_key`;
