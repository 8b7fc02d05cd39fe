-- Projections of what other services own.
create table sessions (
    session_id {uuid} primary key,
    revision bigint not null,
    series_id {uuid},
    title text not null,
    starts_at {instant} not null,
    ends_at {instant} not null,
    cancelled {bool} not null,
    instructor_id {uuid} not null,
    coach_ids {json} not null
);
