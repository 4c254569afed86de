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

alter table identifiers
  add column name text generated always as (
    case when profile_id = identifier_id then name_of(coalesce(whole_traits, traits)) end) stored,
  add column sort_name text collate "C" generated always as (
    case when profile_id = identifier_id then left(fold_text(coalesce(name_of(coalesce(whole_traits, traits)), value)), 200) end) stored;

-- Not coalesce: PostgreSQL takes that for leaky, a case it does not.
create view people with (security_invoker = true) as
select workspace_id, profile_id, kind as head_kind, value as head_value, name, sort_name,
  case when whole_facts is null then facts else whole_facts end as facts,
  case when whole_first_seen is null then first_seen else whole_first_seen end as first_seen,
  case when whole_last_seen is null then last_seen else whole_last_seen end as last_seen,
  coalesce(whole_traits, traits) as traits
from identifiers where profile_id = identifier_id and case when whole_first_seen is null then first_seen else whole_first_seen end is not null;
grant select on people to percorso_app, percorso_system;

create index people_by_last_seen on identifiers
  (workspace_id, (case when whole_last_seen is null then last_seen else whole_last_seen end), profile_id)
  where profile_id = identifier_id and case when whole_first_seen is null then first_seen else whole_first_seen end is not null;
create index people_by_first_seen on identifiers
  (workspace_id, (case when whole_first_seen is null then first_seen else whole_first_seen end), profile_id)
  where profile_id = identifier_id and case when whole_first_seen is null then first_seen else whole_first_seen end is not null;
create index people_by_facts on identifiers
  (workspace_id, (case when whole_facts is null then facts else whole_facts end), profile_id)
  where profile_id = identifier_id and case when whole_first_seen is null then first_seen else whole_first_seen end is not null;
create index people_by_name on identifiers (workspace_id, sort_name, profile_id)
  where profile_id = identifier_id and case when whole_first_seen is null then first_seen else whole_first_seen end is not null;
create index people_by_word on identifiers using gin (words_of(name)) with (fastupdate = on) where name is not null;

-- People whose names have words that start so. What very many have is looked up in part only: whoever asks gets more than `at_most` anyway.
create function profiles_with_words(search text, at_most int) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp set gin_fuzzy_search_limit = 6000 as $$
  select identifier_id from public.identifiers
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
