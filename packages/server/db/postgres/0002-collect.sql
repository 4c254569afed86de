-- room: record/collect
-- Where facts come from, and the way in: intake, chunks, deduplication, rejects.

create table sources (
  workspace_id int not null references workspaces,
  source_id int generated always as identity,
  name text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, source_id)
);
call fence('sources');

-- A write key lets a source send facts. Only its SHA-256 is kept; `hint` is what a person recognises it by.
create table write_keys (
  workspace_id int not null,
  write_key_id int generated always as identity,
  source_id int not null,
  key_hash bytea not null unique,
  hint text not null,
  allowed_origins text[] not null default '{}',
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (workspace_id, write_key_id),
  foreign key (workspace_id, source_id) references sources
);
call fence('write_keys');

-- One row for each request, as it came; written before the request is answered, gone once processed.
create table intake (
  workspace_id int not null,
  intake_id bigint generated always as identity,
  source_id int not null,
  origin text not null check (origin in ('live', 'import', 'replay')),
  call text, -- the Segment call named by the path; null where each fact names its own
  received_at timestamptz not null,
  facts int not null,
  ip text,
  user_agent text,
  encoding smallint not null check (encoding in (0, 1)), -- 0 plain, 1 zstd
  body bytea not null,
  chunk_id bigint,
  primary key (workspace_id, intake_id)
);
alter table intake alter column body set storage external; -- compressed already
create index intake_waiting on intake (intake_id) include (workspace_id, facts) where chunk_id is null;
create index intake_of_chunk on intake (chunk_id) where chunk_id is not null;
call fence('intake');
call expect_distinct('intake', 'intake_id', -1);
call expect_distinct('intake', 'chunk_id', -0.05);

-- A durable group of intake rows, processed as one: the same chunk has the same content however often it is tried.
create table chunks (
  workspace_id int not null,
  chunk_id bigint generated always as identity,
  formed_at timestamptz not null default now(),
  primary key (workspace_id, chunk_id)
);
create index chunks_by_age on chunks (chunk_id);
call fence('chunks');

-- Which chunk owns a message id. Kept at least 7 days, so that a resent fact is known again.
create table seen_messages (
  workspace_id int not null,
  message_hash bigint not null,
  body_hash int not null,
  chunk_id bigint not null,
  primary key (workspace_id, message_hash)
);
call fence('seen_messages');
call expect_distinct('seen_messages', 'message_hash', -1);

-- A chunk id and when it was formed, once an hour: tells how old a seen message is without a date in each row.
create table chunk_clock (
  hour timestamptz primary key,
  first_chunk_id bigint not null
);
grant select, insert, update, delete on chunk_clock to percorso_system;

create table rejected (
  workspace_id int not null,
  rejected_id bigint generated always as identity,
  source_id int not null,
  received_at timestamptz not null,
  reason text not null,
  detail text not null,
  message_id text,
  payload bytea not null,
  replayed_at timestamptz,
  primary key (workspace_id, rejected_id)
);
create index rejected_by_reason on rejected (workspace_id, reason, rejected_id);
create index rejected_by_message on rejected (workspace_id, message_id) where replayed_at is null;
call fence('rejected');

create table source_counts (
  workspace_id int not null,
  source_id int not null,
  hour timestamptz not null,
  facts bigint not null default 0,
  duplicates bigint not null default 0,
  rejected bigint not null default 0,
  bots bigint not null default 0,
  last_received_at timestamptz not null,
  primary key (workspace_id, source_id, hour)
);
call fence('source_counts');
