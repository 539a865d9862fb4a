-- Whether the name in an account's mail address looks drawn by a program. The name itself is kept as a keyed hash only, from which
-- nothing can be told any more, so this one answer is taken before; it fits thousands of names and gives none away.
alter table events add column has_generated_mail_name boolean not null default false;
alter table accounts add column has_generated_mail_name boolean not null default false;
