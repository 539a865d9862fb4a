-- What a ring looks like from afar, as the newest run found it: what it asks for, through how many different identifiers, and at what
-- hours. Of a large ring, adding that up takes longer than anybody waits for a page. Rings of before have none until the next run.
create table ring_profiles (
  ring_id      text not null,
  -- Requests by capability, the largest first; the name is null where the provider named none: [{"capability": …, "requests": …}]
  capabilities jsonb not null,
  -- How many different identifiers of each kind the members used: {"ip": …}
  identifiers  jsonb not null,
  -- 24 numbers: on how many account-days a member was active in that hour (UTC).
  hours        integer[] not null,
  constraint ring_profiles_pkey primary key (ring_id),
  constraint ring_profiles_ring foreign key (ring_id) references rings (id),
  constraint ring_profiles_hours_are_24 check (cardinality(hours) = 24)
);

-- The same 24 numbers of everybody in the run's window: what a ring's hours are held against.
alter table runs add column population_hours integer[];
alter table runs add constraint runs_population_hours_are_24 check (cardinality(population_hours) = 24);
