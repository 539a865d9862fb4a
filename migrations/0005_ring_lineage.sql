-- Rings that last: who was in which ring when, and whatever happened to a ring. A ring that is gone keeps its last members, so that it
-- is known again when it comes back, and so that a new ring on the things of an old one can be told.

alter table rings add column dissolved_run_id bigint;
alter table rings add constraint rings_dissolved_run foreign key (dissolved_run_id) references runs (id);
update rings set dissolved_run_id = last_run_id where status = 'dissolved';
alter table rings add constraint rings_dissolved_by_a_run check ((status = 'dissolved') = (dissolved_run_id is not null));
-- What lineage refers to: that a ring descends from an older one can only be refused where both births are at hand.
alter table rings add constraint rings_birth_is_unique unique (id, first_run_id);

-- The newest run when the decision was made: with it, who the members were of whom it was said.
alter table decisions add column run_id bigint;
update decisions set run_id = rings.last_run_id from rings where rings.id = decisions.ring_id;
alter table decisions alter column run_id set not null;
alter table decisions add constraint decisions_run foreign key (run_id) references runs (id);

-- From when to when an account was in a ring. `ring_members` says more of those who are in one now.
create table ring_memberships (
  account_key   bigint not null,
  ring_id       text not null,
  joined_run_id bigint not null,
  -- `as_of` of the run that first found it there; of an earlier one where the ring had been gone in between.
  joined_at     timestamptz not null,
  left_run_id   bigint,
  constraint ring_memberships_pkey primary key (account_key, ring_id, joined_run_id),
  constraint ring_memberships_ring foreign key (ring_id) references rings (id),
  constraint ring_memberships_end_after_start check (left_run_id > joined_run_id)
);

-- An account is in one ring at most.
create unique index ring_memberships_one_ring_each on ring_memberships (account_key) where left_run_id is null;
create index ring_memberships_by_ring on ring_memberships (ring_id, account_key);

insert into ring_memberships (account_key, ring_id, joined_run_id, joined_at)
select m.account_key, m.ring_id, r.first_run_id, m.joined_at from ring_members m join rings r on r.id = m.ring_id;

-- One row for each thing that happened to a ring, with the sentence that people read.
create table ring_changes (
  id                 bigint generated always as identity,
  ring_id            text not null,
  kind               text not null,
  -- The run's `as_of`; of a decision the time when it was made.
  at                 timestamptz not null,
  run_id             bigint,
  decision_id        bigint,
  -- How the ring is afterwards. A dissolved one keeps the numbers that it had.
  member_count       integer not null,
  risk               double precision not null,
  status             text not null,
  joined_count       integer not null,
  left_count         integer not null,
  reason             text not null,
  -- Lineage: the other ring, and the runs that first found the two.
  born_run_id        bigint,
  other_ring_id      text,
  other_born_run_id  bigint,
  constraint ring_changes_pkey primary key (id),
  constraint ring_changes_ring foreign key (ring_id) references rings (id),
  constraint ring_changes_run foreign key (run_id) references runs (id),
  constraint ring_changes_decision foreign key (decision_id) references decisions (id),
  constraint ring_changes_birth foreign key (ring_id, born_run_id) references rings (id, first_run_id),
  constraint ring_changes_other_birth foreign key (other_ring_id, other_born_run_id) references rings (id, first_run_id),
  constraint ring_changes_kind_is_known check (kind in ('appeared', 'split', 'merged', 'succeeded', 'returned', 'members', 'grown',
    'risk', 'flagged', 'released', 'dissolved', 'decided')),
  constraint ring_changes_status_is_known check (status in ('open', 'confirmed', 'dismissed', 'dissolved')),
  constraint ring_changes_has_one_cause check ((run_id is null) = (kind = 'decided') and (decision_id is null) = (kind <> 'decided')),
  constraint ring_changes_lineage_has_two_rings check (
    case when kind in ('split', 'merged', 'succeeded')
      then num_nulls(born_run_id, other_ring_id, other_born_run_id) = 0
      else num_nonnulls(born_run_id, other_ring_id, other_born_run_id) = 0 end),
  -- With these two nothing can be its own ancestor: what splits off or takes over is younger than where it came from.
  constraint ring_changes_descends_from_the_older check (kind not in ('split', 'succeeded') or other_born_run_id < born_run_id),
  constraint ring_changes_merges_with_another check (other_ring_id <> ring_id),
  constraint ring_changes_counts_are_not_negative check (member_count > 0 and joined_count >= 0 and left_count >= 0),
  constraint ring_changes_risk_is_a_probability check (risk between 0 and 1),
  constraint ring_changes_reason_is_given check (length(trim(reason)) > 0)
);

create index ring_changes_by_ring on ring_changes (ring_id, id);
create index ring_changes_by_other_ring on ring_changes (other_ring_id, id) where other_ring_id is not null;
-- One run says a thing once.
create unique index ring_changes_once_a_run on ring_changes (run_id, ring_id, kind, other_ring_id) nulls not distinct
  where run_id is not null;
