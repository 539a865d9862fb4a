-- Keys that end by themselves or are replaced while both still work, and when each was last used.
alter table api_keys add column expires_at timestamptz;
-- To within a minute: it is not written down more often.
alter table api_keys add column last_used_at timestamptz;
-- The key that it took over from. One alone can take over from a key.
alter table api_keys add column replaces text;
alter table api_keys add constraint api_keys_end_after_they_begin check (expires_at >= created_at);
alter table api_keys add constraint api_keys_replaces foreign key (replaces) references api_keys (id);
alter table api_keys add constraint api_keys_is_replaced_once unique (replaces);

-- How often a key called within a minute, and how often an address came with keys that are not known; all processes on one database count
-- together. Unlogged: a crash forgets at most a minute of it. Half of each page is left free, so that a row is changed where it lies.
create unlogged table request_counts (
  -- 'key key_4f1d…' or 'address 203.0.113.7'
  subject      text not null,
  window_start timestamptz not null,
  requests     integer not null,
  constraint request_counts_pkey primary key (subject),
  constraint request_counts_is_positive check (requests > 0)
) with (fillfactor = 50);
create index request_counts_by_window on request_counts (window_start);
