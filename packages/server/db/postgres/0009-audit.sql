-- room: record/access
-- The audit log: who did what to what, before and after. Rows are only ever added. Each holds the hash of the one before it, per workspace, so
-- that a row that was changed, left out or put in shows. Numbers and hashes are made here, under a lock on the workspace's last row: whoever
-- writes can choose neither.

create table audit_heads (
  workspace_id int primary key references workspaces,
  audit_id bigint not null,
  hash bytea not null
);
call fence('audit_heads');
revoke insert, update, delete on audit_heads from percorso_app, percorso_system;

-- `before` and `after` are json, not jsonb: what was hashed is the text.
create table audit (
  workspace_id int not null references workspaces,
  audit_id bigint not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('user', 'token', 'system')),
  actor_id text not null,
  actor_name text not null,
  verb text not null,
  object_kind text not null,
  object_id text not null,
  before json check (length(before::text) <= 20000),
  after json check (length(after::text) <= 20000),
  network text,
  user_agent text,
  hash bytea not null,
  primary key (workspace_id, audit_id)
);
create index audit_by_object on audit (workspace_id, object_kind, object_id, audit_id);
create index audit_by_actor on audit (workspace_id, actor_id, audit_id);
create index audit_by_verb on audit (workspace_id, verb, audit_id);
create index audit_by_time on audit (workspace_id, at);
call fence('audit');
revoke insert, update, delete on audit from percorso_app, percorso_system;
grant insert (workspace_id, actor_kind, actor_id, actor_name, verb, object_kind, object_id, before, after, network, user_agent)
  on audit to percorso_app, percorso_system;

create function audit_hash(previous bytea, entry audit) returns bytea language sql stable parallel safe as $$
  select sha256(coalesce(previous, '') || convert_to(json_build_array(
    entry.workspace_id, entry.audit_id, (extract(epoch from entry.at) * 1000000)::bigint, entry.actor_kind, entry.actor_id, entry.actor_name,
    entry.verb, entry.object_kind, entry.object_id, entry.before::text, entry.after::text, entry.network, entry.user_agent)::text, 'UTF8'))
$$;

create function chain_audit() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare head audit_heads;
begin
  insert into audit_heads values (new.workspace_id, 0, '') on conflict do nothing;
  select * into head from audit_heads where workspace_id = new.workspace_id for update;
  new.audit_id := head.audit_id + 1;
  new.at := clock_timestamp(); -- after the lock: numbers and times have one order
  new.hash := audit_hash(head.hash, new);
  update audit_heads set audit_id = new.audit_id, hash = new.hash where workspace_id = new.workspace_id;
  return new;
end $$;

-- A restore brings rows with their hashes; nobody else may name one.
create trigger chain before insert on audit for each row when (new.hash is null) execute function chain_audit();

-- The first row that does not follow from the one before it; null if all do. The head's own number tells whether the end was cut off.
create function first_broken_audit(of_workspace int) returns bigint language sql stable as $$
  select min(audit_id) from (
    select audit_id, hash <> audit_hash(lag(hash, 1, '') over chain, audit) or audit_id <> row_number() over chain as broken
    from audit where workspace_id = of_workspace window chain as (order by audit_id)
    union all
    select h.audit_id, l.hash is distinct from h.hash from audit_heads h
    left join lateral (select hash from audit a where a.workspace_id = h.workspace_id order by a.audit_id desc limit 1) l on true
    where h.workspace_id = of_workspace
  ) as row where broken
$$;
