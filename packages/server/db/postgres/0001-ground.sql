-- room: ground
-- Workspaces, and the fence around every table that belongs to one.
-- Roles percorso_app (one workspace at a time) and percorso_system (the pipeline and sign-in) exist before this file runs.

create function current_workspace() returns int
language sql stable parallel safe
return nullif(current_setting('percorso.workspace', true), '')::int;

-- A time given as milliseconds since 1970.
create function from_ms(ms bigint) returns timestamptz
language sql immutable parallel safe
return to_timestamp(ms / 1000.0);

-- Tells the planner how many values a column has, before there is anything to count: without it, a new and busy table is joined the wrong way
-- round until its first ANALYZE. Negative: a share of the rows (-1 is unique).
create procedure expect_distinct(target regclass, attribute text, distinct_values real) language sql as $$
  select pg_restore_attribute_stats('schemaname', 'public', 'relname', target::text, 'attname', attribute, 'inherited', false,
    'null_frac', 0::real, 'avg_width', 8, 'n_distinct', distinct_values);
$$;

-- Puts a table behind row-level security: the app role sees the workspace named in the transaction, the system role sees all.
create procedure fence(target regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy of_workspace on %s to percorso_app using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', target);
  execute format('create policy of_system on %s to percorso_system using (true) with check (true)', target);
  call expect_distinct(target, 'workspace_id', 1);
  execute format('grant select, insert, update, delete on %s to percorso_app, percorso_system', target);
end $$;

create table workspaces (
  workspace_id int generated always as identity primary key,
  name text not null,
  time_zone text not null default 'UTC',
  identity_policy jsonb not null default '{}',
  created_at timestamptz not null default now()
);
call fence('workspaces');
