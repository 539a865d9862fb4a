-- Who of the flagged rings was seen last with an identifier, and how many use it: what a sign-up is held against before it exists. No index finds
-- sightings by identifier, and of a hub's hundred thousand accounts none but these few would matter. Written by each run; empty until the next one.
create table ring_uses (
  identifier_key    bigint not null,
  ring_id           text not null,
  account_key       bigint not null,
  first_seen_at     timestamptz not null,
  last_seen_at      timestamptz not null,
  -- Of the identifier: members of the ring that use it, when the last of them did, accounts in the window that do, and those of them that are in no ring.
  users             integer not null,
  ring_last_seen_at timestamptz not null,
  sharers           integer not null,
  strangers         integer not null,
  constraint ring_uses_pkey primary key (identifier_key, ring_id, account_key),
  constraint ring_uses_ring foreign key (ring_id) references rings (id),
  constraint ring_uses_counts_fit check (users > 0 and strangers >= 0 and sharers >= users)
);

-- An account that is erased is taken out.
create index ring_uses_by_account on ring_uses (account_key);
