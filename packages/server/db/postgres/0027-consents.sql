-- room: record/consent
-- What was said last about each purpose, through each identifier: so that it goes where people go when they are merged or parted.

create table consents (
  workspace_id int not null,
  identifier_id uuid not null,
  purpose text not null,
  given boolean not null,
  said_at timestamptz not null,
  tie bigint not null, -- of two said at the same time, the greater one holds: as of traits
  source_id int not null,
  message_id text not null, -- the fact that says so
  primary key (workspace_id, identifier_id, purpose)
);
create index consents_for on consents (workspace_id, purpose);
call fence('consents');
call expect_distinct('consents', 'identifier_id', -0.3);
