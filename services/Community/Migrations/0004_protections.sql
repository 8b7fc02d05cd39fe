-- Facts: rows are never updated and never deleted. A class that the platform spoilt for a member is no miss for them.
create table protections (
    session_id {uuid} not null,
    member_id {uuid} not null,
    class_started_at {instant} not null,
    -- Null when the member was not known yet: then the member's first zone decides, whenever it is learned.
    day {date},
    lost_seconds integer not null,
    recorded_at {instant} not null,
    primary key (session_id, member_id)
);
create index protections_of_member on protections (member_id);
