-- room: record/profiles
-- Traits that are computed from what people did. Of the person, not of an identifier: reckoned anew when people are merged or parted.

create table computed_traits (
  workspace_id int not null,
  profile_id uuid not null,
  traits jsonb not null,
  primary key (workspace_id, profile_id)
) with (fillfactor = 75);
call fence('computed_traits');
call expect_distinct('computed_traits', 'profile_id', -1);

-- Which traits are computed: what was sent under these names does not count. No index serves them, either.
alter table workspaces add column computed_keys text[] not null default '{}';

create or replace view people with (security_invoker = true) as
select l.workspace_id, l.profile_id, i.kind as head_kind, i.value as head_value, l.name, l.sort_name, l.facts, l.first_seen, l.last_seen,
  case when w.computed_keys = '{}' then coalesce(i.whole_traits, i.traits)
    else (coalesce(i.whole_traits, i.traits, '{}') - w.computed_keys) || coalesce(c.traits, '{}') end as traits
from listed_people l join identifiers i on i.workspace_id = l.workspace_id and i.identifier_id = l.profile_id
  left join workspaces w on w.workspace_id = l.workspace_id
  left join computed_traits c on c.workspace_id = l.workspace_id and c.profile_id = l.profile_id;
