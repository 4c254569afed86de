-- room: record/privacy
-- What was deleted leaves the disk soon: parts that were replaced go after 40 seconds (by then Linux has written the new ones to the disk), and
-- the texts of deletions, which name ids, do not stay.

-- shard by: cityHash64(profile_id)
alter table facts modify setting old_parts_lifetime = 40, cleanup_delay_period = 10, max_cleanup_delay_period = 10, finished_mutations_to_keep = 1;

-- shard by: everywhere
alter table merged_profiles modify setting old_parts_lifetime = 40, cleanup_delay_period = 10, max_cleanup_delay_period = 10, finished_mutations_to_keep = 1;
