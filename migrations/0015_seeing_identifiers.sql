-- Who may see addresses, cards, devices and mailboxes as they are. A key without this scope reads the same answers with masks in their place.
alter table api_keys drop constraint api_keys_scopes_are_known;
alter table api_keys add constraint api_keys_scopes_are_known
  check (scopes <@ array['events:write', 'rings:read', 'rings:decide', 'identifiers:read', 'admin']);

-- Keys from before saw everything that they could read, and go on as they were: what is built on them must not break. Make new ones without
-- the scope, and revoke these.
update api_keys set scopes = scopes || array['identifiers:read'] where scopes && array['rings:read', 'rings:decide'];
