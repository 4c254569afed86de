-- room: understand/sets
-- Uploaded sets: lists of identifiers, of people known already or not. Of an identifier there is only its id, a hash: what is not known stays unknown.

create table uploaded_sets (
  workspace_id int not null references workspaces,
  set_id int generated always as identity,
  name text not null,
  description text not null default '',
  size int not null default 0, -- of set_members
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (workspace_id, set_id),
  unique (workspace_id, name)
);
call fence('uploaded_sets');

-- By identifier, so that membership goes where people go: merged, parted, or not there yet.
create table set_members (
  workspace_id int not null,
  identifier_id uuid not null,
  set_id int not null,
  added_at timestamptz not null,
  primary key (workspace_id, identifier_id, set_id)
);
create index set_members_of_set on set_members (workspace_id, set_id, identifier_id);
call fence('set_members');
call expect_distinct('set_members', 'identifier_id', -0.8);

-- Identifiers whose people are to be judged anew, and because of what: those of whom there were too many to do it at once.
create table people_to_judge (
  workspace_id int not null,
  identifier_id uuid not null,
  because jsonb not null,
  primary key (workspace_id, identifier_id)
);
call fence('people_to_judge');
call expect_distinct('people_to_judge', 'identifier_id', -1);
