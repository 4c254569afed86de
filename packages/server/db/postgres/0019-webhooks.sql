-- room: act/webhooks
-- Addresses that are called when facts of chosen kinds happen, and what is on its way to them.

create table webhooks (
  workspace_id int not null references workspaces,
  webhook_id int generated always as identity,
  name text not null,
  url text not null,
  matches jsonb not null,
  active boolean not null default true,
  stopped_because text check (stopped_because in ('gone', 'failing')), -- by us; null if somebody did
  stopped_at timestamptz,
  secret bytea not null, -- sealed (seal.ts), as is the one before it, which counts until then
  old_secret bytea,
  old_secret_until timestamptz,
  failing_since timestamptz, -- since when every try has failed
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (workspace_id, webhook_id)
);
call fence('webhooks');

-- Counts up with each change of a webhook: every process then reads anew what it looks for in facts.
create table webhook_versions (
  workspace_id int not null references workspaces,
  version int not null,
  primary key (workspace_id)
);
call fence('webhook_versions');

-- One row for each fact and webhook. Its id is a hash of both (of a ping: random), so that nothing is ever queued twice.
create table webhook_deliveries (
  workspace_id int not null,
  delivery_id uuid not null,
  webhook_id int not null,
  kind text not null check (kind in ('fact', 'ping')),
  name text not null, -- of the fact
  identifier_id uuid, -- the one that the fact is filed under
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  tries int not null default 0,
  next_at timestamptz, -- the next try; while one is under way, when it is given up for lost
  created_at timestamptz not null,
  tried_at timestamptz,
  status int, -- what was answered to the last try
  answer text, -- its beginning
  problem text, -- why there was no answer
  primary key (workspace_id, delivery_id)
) with (fillfactor = 85);
create index webhook_deliveries_due on webhook_deliveries (workspace_id, webhook_id, next_at) where state = 'waiting';
create index webhook_deliveries_by_time on webhook_deliveries (workspace_id, webhook_id, created_at, delivery_id);
create index webhook_deliveries_of_person on webhook_deliveries (workspace_id, identifier_id) where identifier_id is not null;
call fence('webhook_deliveries');
call expect_distinct('webhook_deliveries', 'delivery_id', -1);
