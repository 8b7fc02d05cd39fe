-- Projections of what other services own.
create table sessions (
    session_id {uuid} primary key,
    series_id {uuid},
    revision bigint not null,
    title text not null,
    starts_at {instant} not null,
    ends_at {instant} not null,
    time_zone text not null,
    cancelled {bool} not null,
    instructor_id {uuid} not null,
    coach_ids {json} not null,
    run_sheet {json} not null
);
create index sessions_by_start on sessions (starts_at);

create table members (
    member_id {uuid} primary key,
    revision bigint not null,
    display_name text not null,
    time_zone text not null
);

create table seats (
    session_id {uuid} not null,
    member_id {uuid} not null,
    revision bigint not null,
    status text not null,
    primary key (session_id, member_id)
);

create table friendships (
    first_id {uuid} not null,
    second_id {uuid} not null,
    revision bigint not null,
    are_friends {bool} not null,
    primary key (first_id, second_id)
);
create index friendships_by_second on friendships (second_id);

-- Rooms and their logs.
create table rooms (
    session_id {uuid} primary key,
    epoch text not null,
    opened_at {instant} not null,
    class_started_at {instant},
    class_ended_at {instant},
    closed_at {instant},
    attendance_recorded_at {instant}
);
create index rooms_unfinished on rooms (session_id) where closed_at is null;

create table cues (
    session_id {uuid} not null,
    epoch text not null,
    cue_offset bigint not null,
    at_ms bigint not null,
    client_cue_id text not null,
    sent_by {uuid} not null,
    sent_by_name text not null,
    content {json} not null,
    primary key (session_id, epoch, cue_offset),
    unique (session_id, epoch, sent_by, client_cue_id)
);

create table form_notes (
    note_id {uuid} primary key,
    session_id {uuid} not null,
    to_member {uuid} not null,
    to_name text not null,
    from_member {uuid} not null,
    from_name text not null,
    client_note_id text not null,
    body text not null,
    exercise text,
    fault text,
    at_ms bigint not null,
    unique (session_id, from_member, client_note_id, to_member)
);
create index form_notes_by_target on form_notes (session_id, to_member);

create table raised_hands (
    session_id {uuid} not null,
    member_id {uuid} not null,
    display_name text not null,
    raised_at_ms bigint not null,
    primary key (session_id, member_id)
);

-- Who was ever in a room, and what they watched: merged intervals of Unix milliseconds as [[from, to], …].
create table participants (
    session_id {uuid} not null,
    member_id {uuid} not null,
    display_name text not null,
    role text not null,
    first_joined_ms bigint not null,
    watched {json} not null,
    watched_seconds integer not null,
    primary key (session_id, member_id)
);

create table attendances (
    attendance_id {uuid} primary key,
    session_id {uuid} not null,
    member_id {uuid} not null,
    revision bigint not null,
    watched_seconds integer not null,
    class_seconds integer not null,
    recorded_at {instant} not null,
    unique (session_id, member_id)
);
