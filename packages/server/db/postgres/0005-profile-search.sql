-- room: record/profiles
-- People by a trait. Under row-level security only leakproof operators may use an index, and jsonb's @> is not one: the app role would read
-- the whole table. So this function runs as its owner and is itself the fence: it looks into the transaction's workspace only.

create function profiles_with_trait(is_this jsonb, or_this jsonb, at_most int) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select identifier_id from public.identifiers
  where workspace_id = public.current_workspace() and profile_id = identifier_id
    and (coalesce(whole_traits, traits) @> is_this or coalesce(whole_traits, traits) @> or_this)
  limit at_most
$$;
revoke all on function profiles_with_trait from public;
grant execute on function profiles_with_trait to percorso_app;
