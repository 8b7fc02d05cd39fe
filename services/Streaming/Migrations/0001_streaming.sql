-- Projections of what other services own.
create table sessions (
    session_id {uuid} primary key,
    revision bigint not null,
    title text not null,
    starts_at {instant} not null,
    ends_at {instant} not null,
    cancelled {bool} not null,
    instructor_id {uuid} not null
);
create index sessions_by_instructor on sessions (instructor_id);

-- Apart from the plan, because word of a class may come before word of its plan.
create table classes (
    session_id {uuid} primary key,
    started_at {instant} not null,
    ended_at {instant}
);

create table removals (
    session_id {uuid} not null,
    member_id {uuid} not null,
    revision bigint not null,
    is_removed {bool} not null,
    primary key (session_id, member_id)
);

-- Streams and what they consist of. Milliseconds are Unix time on the server's clock.
create table streams (
    session_id {uuid} primary key,
    status text not null,
    revision bigint not null,
    started_ms bigint,
    broken_ms bigint,
    ended_ms bigint,
    offset_ms bigint not null,
    recording integer not null
);
create index streams_unfinished on streams (session_id) where status in ('live', 'interrupted');

create table takes (
    session_id {uuid} not null,
    take integer not null,
    source text not null,
    begun_at {instant} not null,
    primary key (session_id, take)
);

create table stream_keys (
    key_id text primary key,
    session_id {uuid} not null,
    secret_hash text not null,
    created_at {instant} not null,
    revoked_at {instant}
);
create index stream_keys_by_session on stream_keys (session_id);

create table stream_gaps (
    session_id {uuid} not null,
    from_ms bigint not null,
    to_ms bigint not null,
    reason text not null,
    primary key (session_id, from_ms, reason)
);

-- Recordings. What begins a rendition's take is small, needed by every segment of it, and so kept beside the rows.
create table inits (
    session_id {uuid} not null,
    rendition text not null,
    take integer not null,
    codecs text not null,
    width integer not null,
    height integer not null,
    init_base64 text not null,
    primary key (session_id, rendition, take)
);

create table segments (
    session_id {uuid} not null,
    rendition text not null,
    msn bigint not null,
    take integer not null,
    start_seconds double precision not null,
    duration_seconds double precision not null,
    pdt_ms double precision not null,
    bytes bigint not null,
    is_discontinuity {bool} not null,
    primary key (session_id, rendition, msn)
);

-- Folders of recordings that are deleted, until their objects are.
create table deletions (
    folder text primary key,
    decided_at {instant} not null
);

create table access_secret (
    name text primary key,
    secret_base64 text not null
);
