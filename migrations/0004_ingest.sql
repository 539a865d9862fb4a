-- What taking in events a million at a time asks of the tables that it updates in place.

-- Two sign-up events of one account may name different organisations, and may arrive in any order: the later event decides,
-- so its time has to be known.
alter table accounts add column organization_at timestamptz;
alter table accounts add constraint accounts_organization_has_a_time
  check ((organization_id is null) = (organization_at is null));

-- A tenth of each page stays free, so that a row that grows older is rewritten where it lies, without touching the indexes.
alter table accounts set (fillfactor = 90);
alter table sightings set (fillfactor = 90);
alter table account_days set (fillfactor = 90);

-- Checked for each identifier, the reference locked the kind's row every time: two batches at once waited for each other on
-- eleven rows that never change. The kinds come from src/model/identifier.ts and nowhere else.
alter table identifiers drop constraint identifiers_kind_is_known;
