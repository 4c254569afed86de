-- room: understand/touchpoints
-- The registry of points of contact. Which facts belong to one is asked when facts are read: another mapping takes effect on all history at once.

create table touchpoints (
  workspace_id int not null references workspaces,
  touchpoint_id int generated always as identity,
  name text not null,
  description text not null default '',
  channel text not null,
  physical boolean not null,
  stage text not null check (stage in ('before', 'during', 'after')),
  sub_stage text not null default '', -- in the workspace's own words
  owner text not null default '',
  matches jsonb not null, -- FactMatch[]: a fact belongs to the first touchpoint that means it, in the order of place
  providers text[] not null default '{}',
  modules text[] not null default '{}',
  importance int not null check (importance between 1 and 5),
  place int not null,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (workspace_id, touchpoint_id),
  unique (workspace_id, name)
);
call fence('touchpoints');
