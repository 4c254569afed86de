-- room: doors/home
-- When somebody last looked at their home page: looks close together are one visit, and `before_visit` is when the visit before it ended.

create table looks (
  workspace_id int not null references workspaces,
  user_id text not null,
  looked_at timestamptz not null,
  before_visit timestamptz,
  primary key (workspace_id, user_id)
);
call fence('looks');
