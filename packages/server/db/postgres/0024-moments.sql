-- room: understand/moments
-- Saved studies of moments of truth, and what each was found to say day by day. Findings are counts and estimates: they name nobody.

create table moment_studies (
  workspace_id int not null references workspaces,
  study_id int generated always as identity,
  name text not null,
  question jsonb not null, -- MomentsQuestion
  created_at timestamptz not null,
  created_by text not null,
  tried_at timestamptz, -- when somebody last began to reckon it
  failed text, -- why the last try came to nothing
  primary key (workspace_id, study_id),
  unique (workspace_id, name)
);
call fence('moment_studies');

create table moment_findings (
  workspace_id int not null,
  study_id int not null,
  day date not null,
  answer jsonb not null, -- MomentsAnswer
  primary key (workspace_id, study_id, day),
  foreign key (workspace_id, study_id) references moment_studies on delete cascade
);
call fence('moment_findings');
