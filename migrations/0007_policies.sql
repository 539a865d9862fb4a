-- Policies: all weights and thresholds in one document, one of which judges. Which one that is, and who made it so, is on record for ever.

create table policies (
  version    text not null,
  -- SHA-256 of the document's canonical JSON.
  hash       text not null,
  document   jsonb not null,
  is_active  boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  constraint policies_pkey primary key (version),
  constraint policies_version_is_a_name check (version ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
  constraint policies_hash_is_sha256 check (hash ~ '^[0-9a-f]{64}$'),
  constraint policies_document_names_version check (document ->> 'version' = version),
  constraint policies_author_is_given check (length(trim(created_by)) > 0)
);

create unique index policies_at_most_one_active on policies (is_active) where is_active;

-- Runs name the policy that they used: a version must mean the same for ever.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Rows of % are never changed or deleted', tg_table_name using errcode = 'integrity_constraint_violation',
    constraint = tg_name;
end $$;

create trigger policies_never_change before update of version, hash, document, created_at, created_by on policies
  for each row execute function refuse_change();
create trigger policies_are_kept before delete on policies for each row execute function refuse_change();

create function require_an_active_policy() returns trigger language plpgsql as $$
begin
  if not exists (select from policies where is_active) then
    raise exception 'One policy must be active' using errcode = 'integrity_constraint_violation', constraint = tg_name;
  end if;
  return null;
end $$;

create constraint trigger policies_one_is_active after insert or update on policies
  deferrable initially deferred for each row execute function require_an_active_policy();

-- Who added, promoted and rolled back what.
create table policy_changes (
  id             bigint generated always as identity,
  action         text not null,
  version        text not null,
  -- The policy that was active before; null of an addition, and of the very first.
  before_version text,
  actor          text not null,
  at             timestamptz not null,
  constraint policy_changes_pkey primary key (id),
  constraint policy_changes_version foreign key (version) references policies (version),
  constraint policy_changes_before foreign key (before_version) references policies (version),
  constraint policy_changes_action_is_known check (action in ('added', 'promoted', 'rolled-back')),
  constraint policy_changes_moves_on check (before_version <> version),
  constraint policy_changes_actor_is_given check (length(trim(actor)) > 0)
);

create trigger policy_changes_never_change before update on policy_changes for each row execute function refuse_change();
create trigger policy_changes_are_kept before delete on policy_changes for each row execute function refuse_change();
create trigger policy_changes_are_not_emptied before truncate on policy_changes execute function refuse_change();

-- A shadow run publishes nothing: it says what another policy would change. Its policy need not be one of the table's.
alter table runs add column is_shadow boolean not null default false;
alter table runs add column shadow_policy jsonb;
alter table runs add constraint runs_only_shadows_bring_a_policy check (shadow_policy is null or is_shadow);

-- The accounts that a shadow run's policy would flag and that are not flagged, or the other way round.
create table shadow_differences (
  run_id      bigint not null,
  account_key bigint not null,
  kind        text not null,
  -- The ring that accuses: of a newly flagged account the one that the shadow run found, of a released one the published.
  ring_id     text not null,
  risk        double precision not null,
  constraint shadow_differences_pkey primary key (account_key, run_id),
  constraint shadow_differences_run foreign key (run_id) references runs (id),
  constraint shadow_differences_kind_is_known check (kind in ('newly-flagged', 'released')),
  constraint shadow_differences_risk_is_a_probability check (risk between 0 and 1)
);

create index shadow_differences_by_run on shadow_differences (run_id, kind, account_key);
