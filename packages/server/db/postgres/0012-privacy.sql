-- room: record/privacy
-- Requests of the people whose data this is, what was erased, and how long facts are kept.

alter table workspaces
  add column erasures int not null default 0, -- counts up with each: whoever remembers identifiers forgets them when it changes
  add column erased_may_return boolean not null default true;
alter table source_counts add column erased bigint not null default 0;

-- The key of the marks below, made up once. Never part of a backup: without it nobody can try out which addresses were erased.
create table erasure_key (one boolean primary key default true check (one), key bytea not null);
grant select, insert, update on erasure_key to percorso_system;

-- What is left of an erased identifier: a keyed hash (HMAC-SHA256) of its id, by which it is known again when it comes back.
create table tombstones (
  workspace_id int not null references workspaces,
  mark bytea not null,
  erased_at timestamptz not null,
  primary key (workspace_id, mark)
);
call fence('tombstones');

-- The log of requests, and the state of those that are erasures. `profile_id`, `note` and `erasing` go when the person goes; `mark` stays.
create table privacy_requests (
  workspace_id int not null references workspaces,
  request_id int generated always as identity,
  kind text not null check (kind in ('access', 'erasure', 'rectification', 'objection')),
  status text not null default 'open' check (status in ('open', 'done', 'refused')),
  profile_id uuid,
  mark bytea,
  note text not null default '',
  handled_by text,
  received_at timestamptz not null default now(),
  due_at timestamptz not null,
  closed_at timestamptz,
  -- ordered → erasing (gone from PostgreSQL) → erased (gone from both stores) → cleaning → cleaned (gone from every file)
  erasure text check (erasure in ('ordered', 'erasing', 'erased', 'cleaning', 'cleaned')),
  erasing jsonb, -- the identifiers, as long as something of them may be left
  removed jsonb, -- how much there was, by kind
  ordered_by jsonb, -- whom the audit log names
  intake_mark bigint, -- requests up to this one were waiting and may hold facts of the person
  erased_at timestamptz,
  cleaned_at timestamptz,
  primary key (workspace_id, request_id)
);
create index privacy_requests_of_profile on privacy_requests (workspace_id, profile_id);
create index privacy_requests_under_way on privacy_requests (request_id) where erasure in ('ordered', 'erasing', 'erased', 'cleaning');
call fence('privacy_requests');

-- Facts that fit a rule go when they are so old; where several fit, the shortest time counts. What fits none is kept for ever.
create table retention_rules (
  workspace_id int not null references workspaces,
  rule_id int generated always as identity,
  what text not null check (what in ('fact', 'rejected')),
  fact_type text,
  name_pattern text, -- * stands for anything
  days int not null check (days > 0),
  primary key (workspace_id, rule_id)
);
call fence('retention_rules');

-- When data files were last rewritten, and when old facts were last removed.
create table privacy_upkeep (what text primary key, done_at timestamptz not null);
grant select, insert, update, delete on privacy_upkeep to percorso_system;
