-- What other providers say of identifiers, and what they are told of ours. Nothing of it reaches detection: it is shown beside what we know.

-- Whom we share with. Both sides hold the key: under it an identifier has the same pseudonym on both, and to nobody else does it mean anything. It
-- is computed with, so it is sealed with a key made of the service's secret, not hashed.
create table peers (
  id         text not null,
  name       text not null,
  -- Names of the kinds of identifiers whose values mean the same on both sides.
  kinds      text[] not null,
  sealed     bytea not null,
  created_at timestamptz not null,
  constraint peers_pkey primary key (id),
  constraint peers_name_is_unique unique (name),
  constraint peers_name_is_given check (length(trim(name)) > 0),
  constraint peers_has_a_kind check (cardinality(kinds) > 0)
);

-- That a peer has seen an identifier used by a ring of its own: known by the value that we would store, or by its pseudonym under the peer's key.
create table indicators (
  id          bigint generated always as identity,
  peer_id     text not null,
  -- What the peer calls it.
  stix_id     text collate "C" not null,
  kind        smallint not null,
  value       text collate "C",
  pseudonym   bytea,
  -- Out of 100; null where the peer does not say.
  confidence  smallint,
  valid_from  timestamptz not null,
  valid_until timestamptz not null,
  modified_at timestamptz not null,
  imported_at timestamptz not null,
  constraint indicators_pkey primary key (id),
  constraint indicators_peer foreign key (peer_id) references peers (id) on delete cascade,
  constraint indicators_once_each unique (peer_id, stix_id),
  constraint indicators_is_plain_or_pseudonymous check ((value is null) <> (pseudonym is null)),
  constraint indicators_pseudonym_is_a_hash check (length(pseudonym) = 32),
  constraint indicators_confidence_is_out_of_a_hundred check (confidence between 0 and 100),
  constraint indicators_end_after_they_begin check (valid_until > valid_from)
);

create index indicators_by_value on indicators (value, kind) where value is not null;
create index indicators_by_pseudonym on indicators (pseudonym) where pseudonym is not null;
