-- Alerts: whom they go to, what is said, and how each delivery went. A message is written in the transaction that makes the change which it
-- tells of, with a delivery for each endpoint that wants it: so there is no alert without its change, and no change without its alert.

create table webhook_endpoints (
  id              text not null,
  url             text not null,
  events          text[] not null,
  minimum_risk    double precision not null,
  -- The hour of the day (UTC) of its one message a day; null where each message goes out at once.
  digest_hour     smallint,
  digest_due_at   timestamptz,
  disabled_at     timestamptz,
  disabled_reason text,
  -- Since when nothing could be delivered; null after a success.
  failing_since   timestamptz,
  -- Before that the receiver asked not to be called.
  paused_until    timestamptz,
  created_at      timestamptz not null,
  constraint webhook_endpoints_pkey primary key (id),
  constraint webhook_endpoints_events_are_known check (events <@ array['ring.detected', 'ring.grown', 'ring.escalated', 'ring.succeeded',
    'ring.dissolved', 'ring.decided', 'account.attached', 'run.failed']),
  constraint webhook_endpoints_has_an_event check (cardinality(events) > 0),
  constraint webhook_endpoints_minimum_risk_is_a_probability check (minimum_risk between 0 and 1),
  constraint webhook_endpoints_digest_hour_is_one check (digest_hour between 0 and 23),
  constraint webhook_endpoints_digest_has_a_time check ((digest_hour is null) = (digest_due_at is null)),
  constraint webhook_endpoints_says_why_it_is_disabled check ((disabled_at is null) = (disabled_reason is null))
);

-- What messages to an endpoint are signed with; more than one while it is rotated. Sealed with a key made of the service's secret.
create table webhook_secrets (
  id          bigint generated always as identity,
  endpoint_id text not null,
  sealed      bytea not null,
  created_at  timestamptz not null,
  -- Null of the one that stays.
  expires_at  timestamptz,
  constraint webhook_secrets_pkey primary key (id),
  constraint webhook_secrets_endpoint foreign key (endpoint_id) references webhook_endpoints (id) on delete cascade
);

create index webhook_secrets_by_endpoint on webhook_secrets (endpoint_id, id);
create unique index webhook_secrets_one_stays on webhook_secrets (endpoint_id) where expires_at is null;

-- What is said: one message for one cause, whoever gets it. The id is made of the cause, so that nothing is said twice.
create table webhook_messages (
  id         text not null,
  type       text not null,
  ring_id    text,
  -- Risk of the ring that it is about.
  risk       double precision,
  -- The body as it is sent, to the letter: it is what the signature is made of.
  payload    text not null,
  created_at timestamptz not null,
  constraint webhook_messages_pkey primary key (id),
  constraint webhook_messages_type_is_a_name check (type ~ '^[a-z]+\.[a-z]+$'),
  constraint webhook_messages_risk_is_a_probability check (risk between 0 and 1)
);

create index webhook_messages_by_time on webhook_messages (created_at);

-- That a message is to go to an endpoint, and how far that has come.
create table webhook_deliveries (
  id              bigint generated always as identity,
  endpoint_id     text not null,
  message_id      text not null,
  status          text not null default 'pending',
  -- All that were ever made, and those since it was last (re)started: the latter decide how long to wait.
  attempt_count   integer not null default 0,
  tries           integer not null default 0,
  -- While an attempt is under way: when another process may take it for lost.
  next_attempt_at timestamptz,
  created_at      timestamptz not null,
  finished_at     timestamptz,
  constraint webhook_deliveries_pkey primary key (id),
  constraint webhook_deliveries_endpoint foreign key (endpoint_id) references webhook_endpoints (id) on delete cascade,
  constraint webhook_deliveries_message foreign key (message_id) references webhook_messages (id),
  constraint webhook_deliveries_once_each unique (message_id, endpoint_id),
  constraint webhook_deliveries_status_is_known check (status in ('pending', 'delivered', 'dead')),
  constraint webhook_deliveries_next_attempt_while_pending check ((status = 'pending') = (next_attempt_at is not null)),
  constraint webhook_deliveries_finished_unless_pending check ((status = 'pending') = (finished_at is null)),
  constraint webhook_deliveries_counts_are_not_negative check (tries >= 0 and attempt_count >= tries)
);

create index webhook_deliveries_due on webhook_deliveries (endpoint_id, next_attempt_at, id) where status = 'pending';
create index webhook_deliveries_by_endpoint on webhook_deliveries (endpoint_id, id);
create index webhook_deliveries_dead on webhook_deliveries (id) where status = 'dead';

-- What an endpoint with a digest will be told at its hour.
create table webhook_digest_items (
  endpoint_id text not null,
  message_id  text not null,
  constraint webhook_digest_items_pkey primary key (endpoint_id, message_id),
  constraint webhook_digest_items_endpoint foreign key (endpoint_id) references webhook_endpoints (id) on delete cascade,
  constraint webhook_digest_items_message foreign key (message_id) references webhook_messages (id)
);

create index webhook_digest_items_by_message on webhook_digest_items (message_id);

create table webhook_attempts (
  delivery_id     bigint not null,
  number          integer not null,
  started_at      timestamptz not null,
  duration_ms     integer not null,
  -- Null where there was no answer.
  response_status smallint,
  -- The first part of its body.
  response_start  text,
  -- Why it failed; null of a success.
  failure         text,
  constraint webhook_attempts_pkey primary key (delivery_id, number),
  constraint webhook_attempts_delivery foreign key (delivery_id) references webhook_deliveries (id) on delete cascade,
  constraint webhook_attempts_duration_is_not_negative check (duration_ms >= 0)
);
