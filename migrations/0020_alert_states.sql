-- What was last told of a ring, so that the same is not told again: a risk that wavers around a level, a ring that an analyst has dismissed.

create table ring_alert_states (
  ring_id      text not null,
  -- The risk and the members that were told of; an analyst who decides is told as well.
  risk         double precision not null,
  member_count integer not null,
  is_detected  boolean not null,
  is_dismissed boolean not null,
  constraint ring_alert_states_pkey primary key (ring_id),
  constraint ring_alert_states_ring foreign key (ring_id) references rings (id) on delete cascade,
  constraint ring_alert_states_risk_is_a_probability check (risk between 0 and 1),
  constraint ring_alert_states_has_members check (member_count > 0)
);
