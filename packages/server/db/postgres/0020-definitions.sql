-- room: understand/following
-- Computed traits and score models: what they are, and how far they are filled. What they come to is in computed_traits.

create table trait_definitions (
  workspace_id int not null references workspaces,
  trait_id int generated always as identity,
  key text not null,
  description text not null default '',
  formula jsonb not null,
  state text not null check (state in ('filling', 'judging', 'live')),
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (workspace_id, trait_id),
  unique (workspace_id, key)
);
call fence('trait_definitions');

create table score_models (
  workspace_id int not null references workspaces,
  model_id int generated always as identity,
  key text not null,
  name text not null,
  description text not null default '',
  model jsonb not null,
  version int not null default 1,
  state text not null check (state in ('filling', 'judging', 'live')),
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (workspace_id, model_id),
  unique (workspace_id, key),
  unique (workspace_id, name)
);
call fence('score_models');

alter table rule_fills add column trait_ids int[] not null default '{}', add column model_ids int[] not null default '{}';
