-- What the plan says of members' pictures.
alter table sessions add column mirror_allowed {bool} not null default true;
alter table sessions add column mirror_minimum_age integer not null default 0;

-- Which node has the mirror of a class: all its sockets meet there.
create table mirror_nodes (
    session_id {uuid} primary key,
    node text not null
);

-- Who shared their picture, who watched, and who looked at whom: never a picture, and no key. ended_at is null while it lasts, and for ever when
-- its node was killed: then it lasted until the class ended at the latest.
create table mirror_shares (
    share_id {uuid} primary key,
    session_id {uuid} not null,
    member_id {uuid} not null,
    began_at {instant} not null,
    ended_at {instant}
);
create index mirror_shares_by_session on mirror_shares (session_id, member_id);

create table mirror_watches (
    watch_id {uuid} primary key,
    session_id {uuid} not null,
    leader_id {uuid} not null,
    began_at {instant} not null,
    ended_at {instant}
);
create index mirror_watches_by_session on mirror_watches (session_id, leader_id);

create table mirror_looks (
    look_id {uuid} primary key,
    share_id {uuid} not null,
    session_id {uuid} not null,
    leader_id {uuid} not null,
    member_id {uuid} not null,
    began_at {instant} not null,
    ended_at {instant}
);
create index mirror_looks_by_session on mirror_looks (session_id, member_id);
create index mirror_looks_by_share on mirror_looks (share_id);
