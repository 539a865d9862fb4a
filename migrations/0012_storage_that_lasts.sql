-- Raw events in partitions by day of receipt, and a note of what was forgotten when.

-- Rows that no partition took lay in a default one. While there is one, a partition can be neither made without reading it nor taken
-- off without stopping everybody. From now on whoever writes makes the day's partition if it is missing, so none is needed. What the
-- default one holds becomes a partition of its own that ends with today, and goes as a whole when its last day is old enough.
do $$
declare
  ends timestamptz;
begin
  select date_trunc('day', greatest(max(received_at), now()), 'UTC') + interval '1 day' into ends from events_default
    having count(*) > 0;
  if ends is null then
    drop table events_default;
    return;
  end if;
  alter table events detach partition events_default;
  execute format('alter table events_default rename to %I', 'events_until_' || to_char(ends at time zone 'UTC', 'YYYYMMDD'));
  execute format('alter table events attach partition %I for values from (minvalue) to (%L)',
    'events_until_' || to_char(ends at time zone 'UTC', 'YYYYMMDD'), ends);
end $$;

-- On which day (UTC) a table was last gone through for rows that are to be forgotten: it is read as a whole, so once a day is enough.
create table upkeep (
  task    text not null,
  done_on date not null,
  constraint upkeep_pkey primary key (task)
);
