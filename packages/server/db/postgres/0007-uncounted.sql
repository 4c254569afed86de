-- room: record/profiles
-- What chunks add to the counters of identifiers, until it is counted. One row update for each fact was the dearest part of the pipeline and
-- would make every index on a counter dearer still; gathered, many facts of one person cost one. Apart by bucket (the first hex digit of the
-- identifier's id), so that counting holds few rows at a time.

create table uncounted_facts (
  workspace_id int not null,
  bucket smallint not null,
  uncounted_id bigint generated always as identity,
  activity bytea not null, -- see pack-activity.ts
  primary key (workspace_id, bucket, uncounted_id)
);
alter table uncounted_facts alter column activity set storage external; -- ids are hashes: nothing to compress
call fence('uncounted_facts');
