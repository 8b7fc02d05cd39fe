-- Whom a leader took out of a session, told by Live: they book no seat in it and are not promoted to one.
create table removals (
    session_id {uuid} not null,
    member_id {uuid} not null,
    revision bigint not null,
    is_removed {bool} not null,
    primary key (session_id, member_id)
);
