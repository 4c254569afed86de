-- room: doors/http
-- Tokens that open the API. Only the SHA-256 is kept.

create table api_tokens (
  workspace_id int not null references workspaces,
  token_id int generated always as identity,
  token_hash bytea not null unique,
  name text not null,
  kind text not null check (kind in ('token', 'session', 'sign-in')),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, token_id)
);
call fence('api_tokens');
