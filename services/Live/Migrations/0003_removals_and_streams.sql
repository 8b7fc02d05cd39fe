-- Whom a leader took out of a session; the revision is the one the other services see.
create table removals (
    session_id {uuid} not null,
    member_id {uuid} not null,
    revision bigint not null,
    is_removed {bool} not null,
    primary key (session_id, member_id)
);

-- Projection of what Streaming says of each session's video.
create table streams (
    session_id {uuid} primary key,
    revision bigint not null,
    status text not null
);
