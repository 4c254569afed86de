-- room: record/imports
-- Files on their way to becoming facts. `row_position`, `facts`, `refused` and `refused_bytes` move in the transaction that appends the rows'
-- facts to the intake, so that an import goes on after a crash exactly where it was. Whoever works on an import holds an advisory lock.

create table imports (
  workspace_id int not null references workspaces,
  import_id uuid not null,
  source_id int not null,
  name text not null,
  file_name text not null,
  file_path text not null, -- within the folder of imports
  mapping jsonb not null,
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed', 'stopped')),
  row_position bigint not null default 0, -- the last row that was read
  facts bigint not null default 0,
  refused bigint not null default 0,
  refused_bytes bigint not null default 0, -- how long the file of refused rows is; what a crash left behind that goes away
  bytes_read bigint not null default 0,
  bytes_total bigint not null,
  active_ms bigint not null default 0, -- how long it was worked on, which says the rate
  error text,
  created_at timestamptz not null default date_trunc('milliseconds', now()),
  started_at timestamptz,
  heartbeat timestamptz,
  finished_at timestamptz,
  primary key (workspace_id, import_id),
  foreign key (workspace_id, source_id) references sources
);
create index imports_to_do on imports (created_at) where status in ('waiting', 'running');
create index imports_by_age on imports (workspace_id, created_at desc, import_id desc);
call fence('imports');
