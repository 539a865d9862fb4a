-- What each member has and what of it is its own, used by no other account in the window: what speaks for a member, or against a
-- flag on it. Counted by the run, because there is no index that says who else uses an identifier.
alter table ring_members
  add column addresses     integer not null default 0,
  add column own_addresses integer not null default 0,
  add column cards         integer not null default 0,
  add column own_cards     integer not null default 0,
  add column devices       integer not null default 0,
  add column own_devices   integer not null default 0,
  add constraint ring_members_own_what_they_have check (
    own_addresses between 0 and addresses and own_cards between 0 and cards and own_devices between 0 and devices);
