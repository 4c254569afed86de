-- room: record/imports
-- Mappings kept under a name, for the next file of their kind.

create table import_mappings (
  workspace_id int not null references workspaces,
  name text not null,
  mapping jsonb not null,
  saved_by text not null,
  saved_at timestamptz not null default now(),
  primary key (workspace_id, name)
);
call fence('import_mappings');
