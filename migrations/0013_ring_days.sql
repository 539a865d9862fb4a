-- What a ring's members did day by day, as the newest run found it: of a large ring, reading the days of each member takes longer than
-- anybody waits for a page.
create table ring_days (
  ring_id       text not null,
  -- UTC
  day           date not null,
  signup_count  integer not null,
  request_count bigint not null,
  -- Members with a request on that day.
  active_count  integer not null,
  constraint ring_days_pkey primary key (ring_id, day),
  constraint ring_days_ring foreign key (ring_id) references rings (id),
  constraint ring_days_counts_are_not_negative check (signup_count >= 0 and request_count >= 0 and active_count >= 0),
  constraint ring_days_has_something check (signup_count + request_count + active_count > 0)
);

insert into ring_days (ring_id, day, signup_count, request_count, active_count)
select ring_id, day, sum(signup_count), sum(request_count), sum(active_count) from (
  select ring_id, days.day, 0 as signup_count, days.request_count, 1 as active_count
  from ring_members
  join rings on rings.id = ring_id
  join runs on runs.id = rings.last_run_id
  cross join lateral (
    select day, sum(account_days.request_count) as request_count from account_days
    where account_days.account_key = ring_members.account_key and account_days.request_count > 0
      and day between ((runs.as_of - make_interval(days => runs.window_days)) at time zone 'UTC')::date
        and (runs.as_of at time zone 'UTC')::date
    group by day
  ) days
  union all
  select ring_id, (signed_up_at at time zone 'UTC')::date, 1, 0, 0
  from ring_members
  join rings on rings.id = ring_id
  join runs on runs.id = rings.last_run_id
  join accounts on accounts.key = account_key
  where signed_up_at > runs.as_of - make_interval(days => runs.window_days) and signed_up_at <= runs.as_of
) days
group by ring_id, day;

-- Which other rings use an identifier: what says how much of it is left for those who are in none.
create index ring_identifiers_by_identifier on ring_identifiers (identifier_key) include (ring_id, member_count);
