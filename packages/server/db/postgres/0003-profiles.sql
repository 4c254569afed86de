-- room: record/profiles
-- Identifiers, the links between them, and the people they add up to.
--
-- An identifier's id is a hash of its kind and value, so every machine gives it the same one. Each identifier carries what is known
-- through it (facts, traits): merging people only changes `profile_id`, and undoing a merge gives everything back to whom it belongs.
-- A profile's id is the id of its foremost identifier (its head). A head whose profile has several identifiers with state of their own
-- also carries the `whole_*` columns: the sum over all of them.

create table identifiers (
  workspace_id int not null,
  identifier_id uuid not null,
  kind text not null,
  value text not null,
  profile_id uuid not null,
  alleged boolean not null default false, -- named by an alias, not yet used by any fact
  facts bigint not null default 0,
  first_seen timestamptz,
  last_seen timestamptz,
  traits jsonb not null default '{}',
  trait_clock jsonb not null default '{}',
  traits_at bigint, -- the latest time in trait_clock (ms)
  whole_facts bigint,
  whole_first_seen timestamptz,
  whole_last_seen timestamptz,
  whole_traits jsonb,
  whole_trait_clock jsonb,
  whole_traits_at bigint,
  primary key (workspace_id, identifier_id)
) with (fillfactor = 75);
create index identifiers_of_profile on identifiers (workspace_id, profile_id);
create index identifiers_by_value on identifiers (workspace_id, value text_pattern_ops);
create index profiles_by_trait on identifiers using gin ((coalesce(whole_traits, traits)) jsonb_path_ops)
  with (fastupdate = on) where profile_id = identifier_id;
call fence('identifiers');
call expect_distinct('identifiers', 'identifier_id', -1);
call expect_distinct('identifiers', 'profile_id', -0.4);

create view profiles with (security_invoker = true) as
select workspace_id, profile_id, kind as head_kind, value as head_value,
  coalesce(whole_facts, facts) as facts,
  coalesce(whole_first_seen, first_seen) as first_seen,
  coalesce(whole_last_seen, last_seen) as last_seen,
  coalesce(whole_traits, traits) as traits,
  coalesce(whole_trait_clock, trait_clock) as trait_clock
from identifiers where profile_id = identifier_id and coalesce(whole_first_seen, first_seen) is not null;
grant select on profiles to percorso_app, percorso_system;

-- "These two identifiers came in one fact." a_id < b_id; first_at and message_id name the earliest such fact.
-- `refused` says why the link does not join their profiles, when it does not.
create table links (
  workspace_id int not null,
  a_id uuid not null,
  b_id uuid not null,
  first_at timestamptz not null,
  message_id text not null,
  source_id int not null,
  refused text,
  primary key (workspace_id, a_id, b_id),
  check (a_id < b_id)
);
create index links_from_b on links (workspace_id, b_id);
call fence('links');
call expect_distinct('links', 'a_id', -0.5);
call expect_distinct('links', 'b_id', -0.5);

-- A person decided that these two identifiers are different people: an undone merge.
create table kept_apart (
  workspace_id int not null,
  a_id uuid not null,
  b_id uuid not null,
  decided_by text not null,
  decided_at timestamptz not null default now(),
  primary key (workspace_id, a_id, b_id),
  check (a_id < b_id)
);
create index kept_apart_from_b on kept_apart (workspace_id, b_id);
call fence('kept_apart');

-- Identifiers that changed profile, on their way to the warehouse; one row for each chunk or decision.
create table profile_moves (
  workspace_id int not null,
  move_id bigint generated always as identity,
  identifier_ids uuid[] not null,
  profile_ids uuid[] not null,
  primary key (workspace_id, move_id)
);
call fence('profile_moves');

create table accounts (
  workspace_id int not null,
  account_id text not null,
  facts bigint not null default 0,
  first_seen timestamptz,
  last_seen timestamptz,
  traits jsonb not null default '{}',
  trait_clock jsonb not null default '{}',
  traits_at bigint,
  primary key (workspace_id, account_id)
);
call fence('accounts');

create table account_members (
  workspace_id int not null,
  account_id text not null,
  identifier_id uuid not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  primary key (workspace_id, account_id, identifier_id)
);
create index accounts_of_identifier on account_members (workspace_id, identifier_id);
call fence('account_members');
call expect_distinct('account_members', 'identifier_id', -0.9);

-- Last write wins, key by key, by the event's time; a clock is [time in ms, tie-breaker, source id]. `latest` is the highest time in the
-- clock, `earliest` the lowest, if known. Commutative, associative, idempotent. What is all newer is simply laid over the rest. A document
-- that would grow over 512 KB stays as it is: the fact itself is in the warehouse.
create type trait_state as (traits jsonb, clock jsonb, latest bigint, earliest bigint);

create function merge_traits(a trait_state, b trait_state) returns trait_state
language plpgsql immutable parallel safe as $$
declare
  merged trait_state;
begin
  if b.clock is null or b.clock = '{}' then return a; end if;
  if a.clock is null or a.clock = '{}' then return b; end if;
  if a.latest < b.earliest and pg_column_size(a.traits) + pg_column_size(b.traits) < 262144 then
    return row(a.traits || b.traits, a.clock || b.clock, b.latest, null::bigint)::trait_state;
  end if;
  select coalesce(jsonb_object_agg(key, value) filter (where value is not null), '{}'), jsonb_object_agg(key, clock), greatest(a.latest, b.latest), null
    into merged
  from (
    select distinct on (key) key, value, clock from (
      select key, a.traits -> key as value, clock from jsonb_each(a.clock) as e(key, clock)
      union all
      select key, b.traits -> key, clock from jsonb_each(b.clock) as e(key, clock)
    ) both_sides
    order by key, (clock ->> 0)::bigint desc, (clock ->> 1)::bigint desc, (clock ->> 2)::bigint desc, value::text collate "C" desc nulls last
  ) latest;
  if pg_column_size(merged.traits) > 524288 then return a; end if;
  return merged;
end $$;

create aggregate latest_traits(trait_state) (sfunc = merge_traits, stype = trait_state, initcond = '({},{},,)');
