-- What the runs found. A run publishes all of its rings or none: everything below `runs` is written in the one transaction
-- that turns the run's status to 'published', so that readers only ever see the newest run that finished.

create table runs (
  id             bigint generated always as identity,
  status         text not null default 'running',
  stage          text not null default 'load',
  progress       double precision not null default 0,
  as_of          timestamptz not null,
  window_days    integer not null,
  policy_version text not null,
  code_version   text not null,
  started_at     timestamptz not null,
  finished_at    timestamptz,
  failure        text,
  counts         jsonb not null default '{}',
  timings        jsonb not null default '{}',
  constraint runs_pkey primary key (id),
  constraint runs_status_is_known check (status in ('running', 'published', 'failed')),
  constraint runs_stage_is_known check (stage in ('load', 'link', 'group', 'assess', 'match', 'publish')),
  constraint runs_progress_is_a_share check (progress between 0 and 1),
  constraint runs_window_is_positive check (window_days > 0),
  constraint runs_finished_at_matches_status check ((status = 'running') = (finished_at is null)),
  constraint runs_failure_matches_status check ((status = 'failed') = (failure is not null))
);

create unique index runs_one_at_a_time on runs (status) where status = 'running';

create table rings (
  id               text not null,
  status           text not null default 'open',
  risk             double precision not null,
  flagged          boolean not null,
  member_count     integer not null,
  request_count    bigint not null,
  first_event_at   timestamptz not null,
  last_event_at    timestamptz not null,
  first_flagged_at timestamptz,
  signals          jsonb not null,
  families         text[] not null,
  first_run_id     bigint not null,
  last_run_id      bigint not null,
  constraint rings_pkey primary key (id),
  constraint rings_first_run foreign key (first_run_id) references runs (id),
  constraint rings_last_run foreign key (last_run_id) references runs (id),
  constraint rings_status_is_known check (status in ('open', 'confirmed', 'dismissed', 'dissolved')),
  constraint rings_risk_is_a_probability check (risk between 0 and 1),
  constraint rings_counts_are_not_negative check (member_count > 0 and request_count >= 0),
  constraint rings_flagged_has_a_date check (not flagged or first_flagged_at is not null)
);

create index rings_by_risk on rings (risk desc, id);

-- The members of the rings that are not dissolved. An account is in one ring at most.
create table ring_members (
  account_key   bigint not null,
  ring_id       text not null,
  joined_at     timestamptz not null,
  evidence_bits real not null,
  request_count bigint not null,
  constraint ring_members_pkey primary key (account_key),
  constraint ring_members_ring foreign key (ring_id) references rings (id),
  constraint ring_members_evidence_is_not_negative check (evidence_bits >= 0)
);

create index ring_members_by_ring on ring_members (ring_id, account_key);

-- The identifiers that a ring's members share, with what each contributes.
create table ring_identifiers (
  ring_id        text not null,
  identifier_key bigint not null,
  -- Members that use it, and accounts in the window that use it without being members.
  member_count   integer not null,
  other_count    integer not null,
  -- What it says about a pair of members, in bits, times the members it ties beyond the first.
  contribution   double precision not null,
  bits           real not null,
  first_seen_at  timestamptz not null,
  last_seen_at   timestamptz not null,
  constraint ring_identifiers_pkey primary key (ring_id, identifier_key),
  constraint ring_identifiers_ring foreign key (ring_id) references rings (id),
  constraint ring_identifiers_is_shared check (member_count >= 2 and other_count >= 0)
);

-- The strongest links of each member, in bits by family.
create table ring_links (
  ring_id     text not null,
  account_key bigint not null,
  partner_key bigint not null,
  bits        real not null,
  network     real not null,
  payment     real not null,
  content     real not null,
  device      real not null,
  contact     real not null,
  timing      real not null,
  constraint ring_links_pkey primary key (account_key, partner_key),
  constraint ring_links_ring foreign key (ring_id) references rings (id),
  constraint ring_links_has_two_ends check (account_key <> partner_key)
);

create table decisions (
  id                bigint generated always as identity,
  ring_id           text not null,
  outcome           text not null,
  reason            text not null,
  risk_when_decided double precision not null,
  decided_by        text not null,
  decided_at        timestamptz not null,
  constraint decisions_pkey primary key (id),
  constraint decisions_ring foreign key (ring_id) references rings (id),
  constraint decisions_outcome_is_known check (outcome in ('confirmed', 'dismissed', 'reopened')),
  constraint decisions_reason_is_given check (length(trim(reason)) > 0)
);

create index decisions_by_ring on decisions (ring_id, id);
