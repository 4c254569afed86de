-- room: record/customers
-- What people at work add to people: notes, pinned facts, saved views. Notes and pins hang on an identifier, so that they go with it wherever a
-- merge or its undo takes it.

create table notes (
  workspace_id int not null,
  note_id uuid not null,
  identifier_id uuid not null,
  body text not null,
  author_id text not null,
  author text not null,
  created_at timestamptz not null default date_trunc('milliseconds', now()),
  edited_by text,
  edited_at timestamptz,
  deleted_at timestamptz, -- kept a while, so that deleting can be undone
  primary key (workspace_id, note_id)
);
create index notes_of_identifier on notes (workspace_id, identifier_id, created_at);
call fence('notes');

create table pins (
  workspace_id int not null,
  identifier_id uuid not null, -- the one that the fact is filed under
  message_id text not null,
  pinned_by text not null,
  pinned_at timestamptz not null default date_trunc('milliseconds', now()),
  primary key (workspace_id, identifier_id, message_id)
);
call fence('pins');

create table saved_views (
  workspace_id int not null references workspaces,
  view_id uuid not null,
  owner_id text not null,
  owner text not null,
  name text not null,
  shared boolean not null,
  query jsonb not null,
  changed_at timestamptz not null default date_trunc('milliseconds', now()),
  primary key (workspace_id, view_id)
);
call fence('saved_views');
