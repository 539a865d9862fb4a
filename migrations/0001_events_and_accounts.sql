-- What the events say, rolled up as it is taken in: accounts, what they were seen with, what they did each day.
--
-- Keys are small numbers because a run reads tens of millions of them; the text behind a key is stored once.
-- The large tables have no foreign keys between them and carry the account's or the identifier's key first in their
-- primary key, so that they could be spread over several machines by it.

-- The ids of all events ever accepted. The same id again is a duplicate, whatever else the event says, so this must be
-- unique over everything and cannot be partitioned by time. Ids that grow with time keep the inserts in one corner of the index.
create table event_ids (
  id          text collate "C" not null,
  received_on date not null,
  constraint event_ids_pkey primary key (id)
);

-- Raw events after normalisation, partitioned by the day on which they were received: those partitions can be made ahead
-- and dropped as they age, whatever time the events themselves speak of. No index but BRIN: uniqueness is event_ids' task.
create table events (
  received_at         timestamptz not null,
  id                  text collate "C" not null,
  type                text not null,
  account_id          text collate "C" not null,
  occurred_at         timestamptz not null,
  ip                  inet,
  email_hash          text,
  email_domain        text,
  phone_hash          text,
  payment_instrument  text,
  device_id           text,
  organization_id     text,
  prompt_fingerprints text[],
  requests            bigint not null,
  input_tokens        bigint not null,
  output_tokens       bigint not null,
  model               text,
  capability          text,
  constraint events_type_is_known check (type in ('signup', 'usage')),
  constraint events_counts_are_not_negative check (requests >= 0 and input_tokens >= 0 and output_tokens >= 0)
) partition by range (received_at);

create index events_occurred_at_brin on events using brin (occurred_at);

-- Rows land here only when the partition of their day was not made ahead; nothing is refused for it.
create table events_default partition of events default;

create table accounts (
  key             bigint generated always as identity,
  id              text collate "C" not null,
  first_event_at  timestamptz not null,
  last_event_at   timestamptz not null,
  -- The earliest sign-up event; null while only usage has been seen.
  signed_up_at    timestamptz,
  -- The organisation that the provider has verified, as the latest sign-up event that names one says.
  organization_id text,
  constraint accounts_pkey primary key (key),
  constraint accounts_id_is_unique unique (id),
  constraint accounts_id_length check (length(id) between 1 and 128),
  constraint accounts_last_is_not_before_first check (last_event_at >= first_event_at)
);

-- The kinds' names and families, for people who read the tables; src/model/identifier.ts is their source.
create table identifier_kinds (
  code   smallint not null,
  name   text not null,
  family text not null,
  constraint identifier_kinds_pkey primary key (code),
  constraint identifier_kinds_name_is_unique unique (name),
  constraint identifier_kinds_family_is_known check (family in ('network', 'payment', 'content', 'device', 'contact'))
);

insert into identifier_kinds (code, name, family) values
  (1, 'ip', 'network'),
  (2, 'ip_prefix', 'network'),
  (3, 'payment_instrument', 'payment'),
  (4, 'device_id', 'device'),
  (5, 'email', 'contact'),
  (6, 'email_domain', 'contact'),
  (7, 'phone', 'contact'),
  (8, 'prompt_fingerprint', 'content'),
  (9, 'prompt_opening', 'content'),
  (10, 'prompt_closing', 'content'),
  (11, 'prompt_body', 'content');

create table identifiers (
  key   bigint generated always as identity,
  kind  smallint not null,
  value text collate "C" not null,
  constraint identifiers_pkey primary key (key),
  constraint identifiers_kind_is_known foreign key (kind) references identifier_kinds (code),
  constraint identifiers_value_is_unique unique (value, kind)
);

-- Account A was seen with identifier I: first and last at these times, in so many events that stood for so many requests.
create table sightings (
  account_key    bigint not null,
  identifier_key bigint not null,
  first_seen_at  timestamptz not null,
  last_seen_at   timestamptz not null,
  request_count  bigint not null,
  event_count    integer not null,
  kind           smallint not null,
  constraint sightings_pkey primary key (account_key, identifier_key),
  constraint sightings_last_is_not_before_first check (last_seen_at >= first_seen_at),
  constraint sightings_counts_are_not_negative check (request_count >= 0 and event_count > 0)
);

-- No index by identifier yet: a run reads all sightings, and one account's are found by the primary key. A second random index would
-- cost a tenth of the ingest.

create table capabilities (
  key  integer generated always as identity,
  name text not null,
  constraint capabilities_pkey primary key (key),
  constraint capabilities_name_is_unique unique (name)
);

-- What an account did on one day (UTC), by capability; capability_key 0 where the provider named none.
create table account_days (
  account_key    bigint not null,
  day            date not null,
  capability_key integer not null,
  event_count    integer not null,
  request_count  bigint not null,
  input_tokens   bigint not null,
  output_tokens  bigint not null,
  -- Bit h is set when the account was active in the hour h (UTC) of that day.
  hours          integer not null,
  constraint account_days_pkey primary key (account_key, day, capability_key),
  constraint account_days_counts_are_not_negative
    check (event_count > 0 and request_count >= 0 and input_tokens >= 0 and output_tokens >= 0),
  constraint account_days_hours_are_24_bits check (hours between 0 and 16777215)
);
