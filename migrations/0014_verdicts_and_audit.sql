-- Verdicts on identifiers: this address is an office, that card is known to be bad. Runs heed them, so what was said is kept for ever and a
-- change of mind is another row; what counts is the newest one on an identifier.

create table identifier_verdicts (
  id         bigint generated always as identity,
  -- The identifier as events give it, normalised; it need not have been seen yet, so it is no reference.
  kind       smallint not null,
  value      text collate "C" not null,
  -- Null takes back what was said before.
  verdict    text,
  reason     text,
  expires_at timestamptz,
  author     text not null,
  -- The key that it came with; null from the command line.
  key_id     text,
  created_at timestamptz not null,
  constraint identifier_verdicts_pkey primary key (id),
  constraint identifier_verdicts_kind foreign key (kind) references identifier_kinds (code),
  constraint identifier_verdicts_verdict_is_known check (verdict in ('office', 'university', 'household', 'company_card', 'ci',
    'carrier', 'vpn', 'gateway', 'public_place', 'popular_tool', 'known_bad')),
  constraint identifier_verdicts_reason_is_given check (verdict is null or length(trim(reason)) > 0),
  constraint identifier_verdicts_withdrawal_has_no_end check (verdict is not null or expires_at is null),
  constraint identifier_verdicts_end_after_they_begin check (expires_at > created_at),
  constraint identifier_verdicts_author_is_given check (length(trim(author)) > 0)
);

-- The newest verdict on an identifier, and the newest on each.
create index identifier_verdicts_by_identifier on identifier_verdicts (value, kind, id desc);

create trigger identifier_verdicts_never_change before update on identifier_verdicts for each row execute function refuse_change();
create trigger identifier_verdicts_are_kept before delete on identifier_verdicts for each row execute function refuse_change();
create trigger identifier_verdicts_are_not_emptied before truncate on identifier_verdicts execute function refuse_change();

-- The verdict on a ring's identifier that the run heeded which published it. An identifier that was excused ties nobody and says no bits;
-- it stands here so that people see why. With a verdict an identifier stands here even where one member alone uses it.
alter table ring_identifiers add column verdict_id bigint;
alter table ring_identifiers add constraint ring_identifiers_verdict foreign key (verdict_id) references identifier_verdicts (id);
alter table ring_identifiers drop constraint ring_identifiers_is_shared;
alter table ring_identifiers add constraint ring_identifiers_is_shared
  check (other_count >= 0 and (member_count >= 2 or (member_count = 1 and verdict_id is not null)));

-- Who changed what, and when. It names things by their ids and never holds an identifier or an account: what has to be erased one day must
-- not stand where nothing can be.
create table audit_log (
  id      bigint generated always as identity,
  at      timestamptz not null,
  actor   text not null,
  -- The key that it came with; null from the command line, and of what the program does by itself.
  key_id  text,
  action  text not null,
  subject text not null,
  -- How it was and how it is, as far as it changed; null where there was, or is, nothing.
  before  jsonb,
  after   jsonb,
  constraint audit_log_pkey primary key (id),
  constraint audit_log_actor_is_given check (length(trim(actor)) > 0),
  constraint audit_log_action_is_a_name check (action ~ '^[a-z_]+\.[a-z_]+$'),
  constraint audit_log_subject_is_given check (length(trim(subject)) > 0)
);

create trigger audit_log_never_changes before update on audit_log for each row execute function refuse_change();
create trigger audit_log_is_kept before delete on audit_log for each row execute function refuse_change();
create trigger audit_log_is_not_emptied before truncate on audit_log execute function refuse_change();
