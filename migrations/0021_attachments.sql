-- Accounts that turn up with what a confirmed ring uses are told of when their events come in, not when the next run finds them.

-- Accounts that a roll-up has seen with something of a confirmed ring's, and that nobody has looked at yet.
create table attachment_candidates (
  account_key bigint not null,
  ring_id     text not null,
  constraint attachment_candidates_pkey primary key (account_key, ring_id),
  constraint attachment_candidates_ring foreign key (ring_id) references rings (id) on delete cascade
);

-- Accounts that belong to a confirmed ring by what they share with it, before a run has said so.
create table ring_attachments (
  ring_id     text not null,
  account_key bigint not null,
  attached_at timestamptz not null,
  bits        real not null,
  constraint ring_attachments_pkey primary key (ring_id, account_key),
  constraint ring_attachments_ring foreign key (ring_id) references rings (id) on delete cascade,
  constraint ring_attachments_bits_are_not_negative check (bits >= 0)
);
