-- What Scheduling knows of members, told by Accounts.
create table members (
    member_id {uuid} primary key,
    revision bigint not null,
    display_name text not null,
    may_coach {bool} not null
);

create table series (
    series_id {uuid} primary key,
    title text not null,
    programme text not null,
    start_date {date} not null,
    local_time text not null,
    time_zone text not null,
    rule text not null,
    duration_minutes integer not null,
    coached_seats integer not null,
    instructor_id {uuid} not null,
    coach_ids {json} not null,
    created_at {instant} not null,
    cancelled_at {instant},
    -- Sessions exist up to and including this day.
    planned_until {date}
);

create table sessions (
    session_id {uuid} primary key,
    series_id {uuid} references series (series_id),
    -- The day the rule gives, in the class's zone; makes planning twice planning once.
    local_date {date} not null,
    title text not null,
    programme text not null,
    week integer not null,
    starts_at {instant} not null,
    ends_at {instant} not null,
    time_zone text not null,
    coached_seats integer not null,
    instructor_id {uuid} not null,
    coach_ids {json} not null,
    run_sheet {json} not null,
    revision bigint not null,
    seats_revision bigint not null,
    created_at {instant} not null,
    cancelled_at {instant},
    started_at {instant},
    ended_at {instant},
    unique (series_id, local_date)
);
create index sessions_start on sessions (starts_at);

-- One row for each member that holds or waits for a coached seat; place orders them, first come first.
create table coached_seats (
    session_id {uuid} not null references sessions (session_id),
    member_id {uuid} not null,
    status text not null,
    place bigint not null,
    claimed_at {instant} not null,
    primary key (session_id, member_id)
);
create unique index coached_seats_line on coached_seats (session_id, status, place);
create index coached_seats_member on coached_seats (member_id);
