-- room: record/collect
-- Every fact, for ever, person by person in the order of time.
-- `profile_id` is the profile that the fact's foremost identifier founds: a hash, so it never changes, whatever is merged later.
-- `merged_profiles` says which profile that identifier belongs to now, where it is another one.

-- shard by: cityHash64(profile_id)
create table facts (
  workspace_id UInt32,
  profile_id UUID,
  time DateTime64(3, 'UTC'),
  message_id String,
  type LowCardinality(String),
  name LowCardinality(String),
  source_id UInt32,
  user_id String,
  anonymous_id String,
  account_id String,
  properties JSON(max_dynamic_paths = 256),
  context String codec(ZSTD(3)),
  received_at DateTime64(3, 'UTC'),
  bot Bool,
  chunk_id UInt64,
  index by_chunk chunk_id type minmax granularity 1,
  index by_received received_at type minmax granularity 1
) engine = MergeTree
partition by toYYYYMM(time)
order by (workspace_id, profile_id, time, message_id)
settings non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

-- shard by: everywhere
create table merged_profiles (
  workspace_id UInt32,
  profile_id UUID,
  into_profile_id UUID,
  version UInt64
) engine = ReplacingMergeTree(version)
order by (workspace_id, profile_id);

-- Facts under the person they belong to now.
create view people_facts as
select facts.* except (profile_id), if(m.version = 0, facts.profile_id, m.into_profile_id) as profile_id
from facts left any join (select * from merged_profiles final) as m
  on m.workspace_id = facts.workspace_id and m.profile_id = facts.profile_id;
