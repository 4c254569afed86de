-- room: record/collect
-- Sources that are over, and what became of facts that were replayed.

alter table sources add column archived_at timestamptz; -- since when its write keys open nothing

create index rejected_replayed on rejected (workspace_id, replayed_at) where replayed_at is not null;
create index rejected_of_source on rejected (workspace_id, source_id, rejected_id);
