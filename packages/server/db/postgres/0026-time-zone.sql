-- room: understand/following
-- A workspace's time zone can be changed. What is followed is reckoned in the old one until all of it is filled anew.

alter table workspaces add column rules_time_zone text; -- the one that what is followed is still reckoned in; null: the workspace's own
