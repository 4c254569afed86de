-- room: understand/gaps
-- What is done about the gaps between lived journeys and a map, and what is expected of it. What became of it is reckoned from the facts.

create table initiatives (
  workspace_id int not null references workspaces,
  initiative_id int generated always as identity,
  name text not null,
  owner text not null default '',
  hypothesis text not null default '',
  map_id int, -- nothing keeps the map: an initiative is told to be without one
  about jsonb, -- GapKey, or a touchpoint
  metric jsonb not null, -- InitiativeMetric
  target double precision not null check (target between 0 and 1),
  due_on date,
  state text not null check (state in ('planned', 'running', 'done', 'dropped')),
  started_at timestamptz,
  ended_at timestamptz,
  segment_id int, -- whom it is for; null: those whom the map is about, or everybody
  control jsonb not null, -- InitiativeControl
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (workspace_id, initiative_id)
);
create index initiatives_by_change on initiatives (workspace_id, changed_at, initiative_id);
call fence('initiatives');
