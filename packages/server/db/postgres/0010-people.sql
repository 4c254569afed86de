-- room: record/profiles
-- What the list of people needs: a name, orders to walk in, and words to find people by. Under row-level security an index serves leakproof
-- operators on plain columns only, so the name is a column that keeps itself; words are found by a function that is itself the fence.

-- A text as it is compared with others: without case and accents. Not by the database's own rules, which differ from server to server.
create function fold_text(text) returns text language sql immutable parallel safe
return translate(regexp_replace(normalize(lower($1 collate pg_c_utf8), NFKD), '[\u0300-\u036f]', '', 'g'), 'łøđħı', 'lodhi') collate "C";

create function text_trait(traits jsonb, keys text[]) returns text language sql immutable parallel safe
return (select nullif(btrim(left(traits ->> key, 200)), '') from unnest(keys) with ordinality as k (key, place)
  where jsonb_typeof(traits -> key) = 'string' and btrim(traits ->> key) <> '' order by place limit 1);

-- What a person is called, by the traits that the Segment specification names, in any of their usual spellings.
create function name_of(traits jsonb) returns text language sql immutable parallel safe
return coalesce(text_trait(traits, '{name,fullName,full_name}'), nullif(concat_ws(' ',
  text_trait(traits, '{firstName,first_name}'), text_trait(traits, '{lastName,last_name}')), ''));

create function words_of(name text) returns tsvector language sql immutable parallel safe
return array_to_tsvector(array_remove(regexp_split_to_array(fold_text(name) collate pg_c_utf8, '[^[:alnum:]]+'), ''));

-- The start of each of these words, in any order.
create function prefixes_of(search text) returns tsquery language sql immutable parallel safe
return (select string_agg('''' || word || ''':*', ' & ')::tsquery from unnest(tsvector_to_array(words_of(search))) as word);

-- A trait as a point in time, if it is one: written as in ISO 8601; in UTC where it does not say.
create function time_of(trait jsonb) returns timestamptz language sql stable parallel safe set timezone = 'UTC'
return case when jsonb_typeof(trait) = 'string' and trait #>> '{}' ~ '^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$'
  and pg_input_is_valid(trait #>> '{}', 'timestamptz') then (trait #>> '{}')::timestamptz end;

-- A trait as one of a few dozen cells: a long one is cut.
create function cell_of(trait jsonb) returns jsonb language sql immutable parallel safe
return case when pg_column_size(trait) > 1000 and length(trait #>> '{}') > 300 then to_jsonb(left(trait #>> '{}', 300) || '…') else trait end;

-- One narrow row for each person, renewed a moment after anything about them has changed (listed-tables.ts): what is sorted by changes with
-- every fact, and indexes on it in `identifiers` would make each update there several times as dear.
create table listed_people (
  workspace_id int not null,
  profile_id uuid not null,
  name text,
  sort_name text collate "C" not null,
  facts bigint not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  primary key (workspace_id, profile_id)
);
call fence('listed_people');
call expect_distinct('listed_people', 'profile_id', -1);
create index people_by_last_seen on listed_people (workspace_id, last_seen, profile_id);
create index people_by_first_seen on listed_people (workspace_id, first_seen, profile_id);
create index people_by_facts on listed_people (workspace_id, facts, profile_id);
create index people_by_name on listed_people (workspace_id, sort_name, profile_id);
create index people_by_word on listed_people using gin (words_of(name)) with (fastupdate = on) where name is not null;

insert into listed_people
select workspace_id, profile_id, name, left(fold_text(coalesce(name, value)), 200), facts, first_seen, last_seen
from (
  select workspace_id, profile_id, value, name_of(coalesce(whole_traits, traits)) as name, coalesce(whole_facts, facts) as facts,
    coalesce(whole_first_seen, first_seen) as first_seen, coalesce(whole_last_seen, last_seen) as last_seen
  from identifiers where profile_id = identifier_id and coalesce(whole_first_seen, first_seen) is not null) p;

create view people with (security_invoker = true) as
select l.workspace_id, l.profile_id, i.kind as head_kind, i.value as head_value, l.name, l.sort_name, l.facts, l.first_seen, l.last_seen,
  coalesce(i.whole_traits, i.traits) as traits
from listed_people l join identifiers i on i.workspace_id = l.workspace_id and i.identifier_id = l.profile_id;
grant select on people to percorso_app, percorso_system;

-- People whose names have words that start so. What very many have is looked up in part only: whoever asks gets more than `at_most` anyway.
create function profiles_with_words(search text, at_most int) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp set gin_fuzzy_search_limit = 6000 as $$
  select profile_id from public.listed_people
  where workspace_id = public.current_workspace() and name is not null and public.words_of(name) @@ public.prefixes_of(search)
  limit at_most
$$;
revoke all on function profiles_with_words from public;
grant execute on function profiles_with_words to percorso_app;

-- People with traits of these values, the same way. Replaces profiles_with_trait.
create function profiles_with_traits(wanted jsonb, at_most int) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp set gin_fuzzy_search_limit = 6000 as $$
  select identifier_id from public.identifiers
  where workspace_id = public.current_workspace() and profile_id = identifier_id and coalesce(whole_traits, traits) @> wanted
  limit at_most
$$;
revoke all on function profiles_with_traits from public;
grant execute on function profiles_with_traits to percorso_app;
drop function profiles_with_trait;
