-- Facts. Rows of these two tables are never updated and never deleted.
create table ledger (
    position {serial_pk},
    attendance_id {uuid} not null,
    revision bigint not null,
    member_id {uuid} not null,
    session_id {uuid} not null,
    class_started_at {instant} not null,
    -- Both null when the member was not known yet: then the member's first zone decides, whenever it is learned.
    time_zone text,
    day {date},
    watched_seconds integer not null,
    class_seconds integer not null,
    keeps_day {bool} not null,
    recorded_at {instant} not null,
    unique (attendance_id, revision)
);
create index ledger_of_member on ledger (member_id, position);

create table held_classes (
    session_id {uuid} not null,
    started_at {instant} not null,
    ended_at {instant} not null,
    recorded_at {instant} not null,
    primary key (session_id, started_at)
);
create index held_classes_by_time on held_classes (started_at);
