-- room: record/access
-- Who may come in: people, their sessions, which workspaces they are members of, invitations, and what an API token opens.

-- The role of better-auth, which signs people in. It sees the auth_ tables and nothing else; it exists before this file runs.
create table auth_users (
  id text primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- `token` is the SHA-256 of what the browser has.
create table auth_sessions (
  id text primary key,
  user_id text not null references auth_users on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  in_workspace int references workspaces,
  last_seen timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_sessions_of_user on auth_sessions (user_id);

-- A way to sign in: a password (argon2id), or an account at an OIDC provider.
create table auth_accounts (
  id text primary key,
  user_id text not null references auth_users on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index auth_accounts_of_user on auth_accounts (user_id);

create table auth_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_verifications_by_identifier on auth_verifications (identifier);

create table auth_two_factors (
  id text primary key,
  user_id text not null references auth_users on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count int not null default 0,
  locked_until timestamptz
);
create index auth_two_factors_of_user on auth_two_factors (user_id);

-- What cookies are signed and second factors are encrypted with, unless PERCORSO_SECRET names another.
create table auth_secrets (one boolean primary key default true check (one), secret text not null);

grant select, insert, update, delete
  on auth_users, auth_sessions, auth_accounts, auth_verifications, auth_two_factors to percorso_auth;

grant insert, select on auth_secrets to percorso_system;
-- Sign-in itself: whose session it is, and sessions that end because somebody decided so.
grant select, update, delete on auth_sessions to percorso_system;
grant select on auth_users to percorso_system;

-- How often somebody tried, by the hash of what is counted: an address of the network, or of a person.
create table attempts (
  key bytea primary key,
  since timestamptz not null,
  tries int not null
);
create index attempts_by_age on attempts (since);
grant select, insert, update, delete on attempts to percorso_system;

create table organisations (
  organisation_id int generated always as identity primary key,
  name text not null,
  created_at timestamptz not null default now()
);
grant select, insert, update on organisations to percorso_system;

-- A workspace that is made without naming an organisation gets one of its own.
create function new_organisation() returns int language sql volatile as
$$ insert into organisations (name) values ('My organisation') returning organisation_id $$;
alter table workspaces add column organisation_id int not null default new_organisation() references organisations;
create index workspaces_of_organisation on workspaces (organisation_id);

alter table organisations enable row level security;
create policy of_workspace on organisations to percorso_app
  using (organisation_id = (select organisation_id from workspaces where workspace_id = current_workspace()));
create policy of_system on organisations to percorso_system using (true) with check (true);
grant select, update (name) on organisations to percorso_app;

create table members (
  workspace_id int not null references workspaces,
  user_id text not null references auth_users on delete cascade,
  role text not null check (role in ('direction', 'admin', 'marketing', 'service', 'research', 'analyst', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, user_id)
);
create index members_of_user on members (user_id);
call fence('members');

-- A workspace knows its members' names, and nothing of anybody else.
alter table auth_users enable row level security;
create policy of_auth on auth_users to percorso_auth using (true) with check (true);
create policy of_system on auth_users to percorso_system using (true) with check (true);
create policy of_workspace on auth_users for select to percorso_app
  using (exists (select from members m where m.user_id = auth_users.id and m.workspace_id = current_workspace()));
grant select (id, name, email, two_factor_enabled) on auth_users to percorso_app;

create table invitations (
  workspace_id int not null references workspaces,
  invitation_id int generated always as identity,
  token_hash bytea not null unique,
  email text not null,
  role text not null check (role in ('direction', 'admin', 'marketing', 'service', 'research', 'analyst', 'viewer')),
  invited_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, invitation_id)
);
call fence('invitations');

-- Sessions are people's from now on; whoever had one signs in again.
delete from api_tokens where kind = 'session';
alter table api_tokens drop constraint api_tokens_kind_check;
alter table api_tokens add check (kind in ('token', 'sign-in'));
-- `scopes` null: everything.
alter table api_tokens add column scopes text[], add column hint text, add column created_by text, add column last_used_at timestamptz;
