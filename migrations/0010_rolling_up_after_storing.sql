-- Events are stored first and rolled up afterwards, many batches at once: the more of them a roll-up sees, the fewer rows it touches.

-- Batches of events that are stored and not rolled up yet. The roll-up deletes its batches in the transaction that adds their counts.
create table pending_batches (
  batch       bigint generated always as identity,
  -- Accounts are spread over lanes; two of them are rolled up side by side and have no account in common.
  lane        smallint not null,
  event_count integer not null,
  constraint pending_batches_pkey primary key (batch),
  constraint pending_batches_lane_is_known check (lane in (0, 1)),
  constraint pending_batches_hold_events check (event_count > 0)
);

-- The batch that an event came in; null for those that were rolled up before there were batches.
alter table events add column batch bigint;
-- The network around the address; null where the address says nothing because everybody has it at home.
alter table events add column ip_prefix text;
-- The views of a prompt, each kind of identifier in a column of its own. Rows from before have them in prompt_fingerprints.
alter table events add column prompt_openings text[];
alter table events add column prompt_closings text[];
alter table events add column prompt_bodies text[];

create index events_by_batch on events (batch) where batch is not null;
