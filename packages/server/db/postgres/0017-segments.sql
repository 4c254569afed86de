-- room: understand/segments
-- Segments, and what is remembered of people's facts so that every rule is true the moment it becomes true.

alter table profile_moves add column left_ids uuid[] not null default '{}'; -- profiles that lost identifiers
alter table workspaces add column rules_version int not null default 0; -- counts up with each change of what is followed: every process reads it anew

create table segments (
  workspace_id int not null references workspaces,
  segment_id int generated always as identity,
  name text not null,
  description text not null default '',
  rule jsonb not null,
  version int not null default 1,
  state text not null check (state in ('filling', 'judging', 'live', 'paused')),
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (workspace_id, segment_id),
  unique (workspace_id, name)
);
call fence('segments');

create table segment_versions (
  workspace_id int not null,
  segment_id int not null,
  version int not null,
  rule jsonb not null,
  since timestamptz not null,
  by text not null,
  primary key (workspace_id, segment_id, version),
  foreign key (workspace_id, segment_id) references segments on delete cascade
);
call fence('segment_versions');

-- What is remembered of facts (streams.ts). A key has two streams while the second, which keeps more, is filled from what has been.
create table rule_streams (
  workspace_id int not null references workspaces,
  stream_id int generated always as identity,
  key text not null,
  stream jsonb not null,
  keeps jsonb not null,
  filled boolean not null default false,
  primary key (workspace_id, stream_id)
);
call fence('rule_streams');

-- One row for each identifier that did anything a rule is about, or that heads a profile. Kept by identifier, as facts and traits are: a merge, or its
-- undo, only changes whose states are looked at together. `members` (the segments somebody is in) and `wake_at` are the head's; null is never judged.
create table rule_states (
  workspace_id int not null,
  identifier_id uuid not null,
  packed bytea not null, -- pack-streams.ts
  members int[],
  wake_at timestamptz, -- when something may turn by itself
  primary key (workspace_id, identifier_id)
) with (fillfactor = 75);
create index rule_states_to_wake on rule_states (wake_at) where wake_at is not null;
call fence('rule_states');
call expect_distinct('rule_states', 'identifier_id', -1);

-- Who is in, since when and because of what. Asked by profile, it is asked for each segment: one index less on what changes most.
create table segment_members (
  workspace_id int not null,
  segment_id int not null,
  profile_id uuid not null,
  since timestamptz not null,
  because jsonb not null,
  primary key (workspace_id, segment_id, profile_id)
);
create index segment_members_by_time on segment_members (workspace_id, segment_id, since, profile_id);
call fence('segment_members');
call expect_distinct('segment_members', 'profile_id', -0.05);

-- Somebody taken in or out by hand: by identifier, so that it goes where they go.
create table segment_choices (
  workspace_id int not null,
  segment_id int not null,
  identifier_id uuid not null,
  is_in boolean not null,
  by text not null,
  at timestamptz not null,
  primary key (workspace_id, identifier_id, segment_id)
);
call fence('segment_choices');

create table segment_sizes (
  workspace_id int not null,
  segment_id int not null,
  hour timestamptz not null,
  entered int not null,
  left_it int not null,
  change int not null, -- entered less left, and those of a fill
  primary key (workspace_id, segment_id, hour)
);
call fence('segment_sizes');

-- What has been, on its way into streams and segments, part by part. `cut` and `besides`: the chunks whose facts are counted live instead.
create table rule_fills (
  workspace_id int not null references workspaces,
  fill_id int generated always as identity,
  stream_ids int[] not null,
  segment_ids int[] not null,
  cut bigint not null,
  besides bigint[] not null,
  phase text not null default 'facts' check (phase in ('facts', 'people')),
  part int not null default 0,
  parts int not null, -- of the range of ids: a power of two
  primary key (workspace_id, fill_id)
);
call fence('rule_fills');

grant usage on sequence chunks_chunk_id_seq to percorso_app, percorso_system;
