-- Who may call. A key is shown once when it is made; here is only its hash, keyed with the service's secret.
create table api_keys (
  id         text not null,
  name       text not null,
  hash       bytea not null,
  scopes     text[] not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  constraint api_keys_pkey primary key (id),
  constraint api_keys_hash_is_unique unique (hash),
  constraint api_keys_name_is_given check (length(trim(name)) > 0),
  constraint api_keys_scopes_are_known check (scopes <@ array['events:write', 'rings:read', 'rings:decide', 'admin']),
  constraint api_keys_has_a_scope check (cardinality(scopes) > 0)
);
