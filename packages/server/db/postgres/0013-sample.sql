-- room: doors/cli
-- Since when a workspace holds made-up facts, and which: null where its facts are real.
-- `sample_world` is what the world is made of, and up to which household it has been loaded.

alter table workspaces add sample_since timestamptz, add sample_world jsonb;
