-- What a run read, by which policy and program it judged, and what it found, with a hash of each: two machines that were given the
-- same events and the same policy have the same hashes.
alter table runs add column manifest jsonb;
-- Runs of before have none, and never will.
alter table runs add constraint runs_published_with_a_manifest check (status <> 'published' or manifest is not null) not valid;

-- Each run asks for the newest event received, and starts looking where the run before ended.
create index events_received_at_brin on events using brin (received_at);
