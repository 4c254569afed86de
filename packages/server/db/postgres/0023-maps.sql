-- room: understand/maps
-- Designed journeys. A map is one document. Whoever works on it sends edits of single places; all others hear of them by its revision.

create table maps (
  workspace_id int not null references workspaces,
  map_id int generated always as identity,
  revision int not null default 0, -- counts what was done to the document
  document jsonb not null, -- MapDocument
  measures jsonb, -- what facts last said of its cells (MapMeasures): those with a link see no newer ones
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  -- Of the document, for lists.
  name text not null,
  kind text not null,
  persona text not null,
  stages int not null,
  steps int not null,
  measured int not null,
  cells int not null,
  primary key (workspace_id, map_id)
);
call fence('maps');

-- The latest changes of each map. A revision that is missing here was no change but a version restored.
create table map_changes (
  workspace_id int not null,
  map_id int not null,
  revision int not null,
  change_id uuid not null,
  edits jsonb not null, -- MapEdit[]
  bytes int not null, -- of the edits
  made_at timestamptz not null,
  made_by text not null,
  primary key (workspace_id, map_id, revision),
  unique (workspace_id, map_id, change_id),
  foreign key (workspace_id, map_id) references maps on delete cascade
);
call fence('map_changes');

create table map_versions (
  workspace_id int not null,
  map_id int not null,
  version_id int generated always as identity,
  name text not null,
  revision int not null,
  document jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (workspace_id, map_id, version_id),
  foreign key (workspace_id, map_id) references maps on delete cascade
);
call fence('map_versions');

create table map_comments (
  workspace_id int not null,
  map_id int not null,
  comment_id int generated always as identity,
  answers int, -- a comment that answers none itself
  place text not null, -- cell, step, stage or lane; empty: the map
  text text not null,
  author text not null, -- id of the user or token: who may withdraw it
  created_at timestamptz not null,
  created_by text not null,
  resolved_at timestamptz,
  resolved_by text,
  primary key (workspace_id, map_id, comment_id),
  foreign key (workspace_id, map_id) references maps on delete cascade,
  foreign key (workspace_id, map_id, answers) references map_comments on delete cascade
);
call fence('map_comments');

-- Links by which anybody may read a map. Only the SHA-256 of what is in the link is kept.
create table map_shares (
  workspace_id int not null,
  map_id int not null,
  share_id int generated always as identity,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (workspace_id, map_id, share_id),
  foreign key (workspace_id, map_id) references maps on delete cascade
);
call fence('map_shares');

-- Who looks at a map, and at what of it. Whoever was not seen for some seconds has gone.
create table map_presence (
  workspace_id int not null,
  map_id int not null,
  user_id text not null,
  name text not null,
  place text,
  seen_at timestamptz not null,
  primary key (workspace_id, map_id, user_id),
  foreign key (workspace_id, map_id) references maps on delete cascade
);
call fence('map_presence');
