-- Who asked for access to a session's video before its class ended, and how it went for them.
create table viewers (
    session_id {uuid} not null,
    member_id {uuid} not null,
    first_at {instant} not null,
    last_at {instant} not null,
    -- When their picture stood still during the class: sorted spans, Unix milliseconds.
    stalls {json},
    latency_ms bigint,
    primary key (session_id, member_id)
);

-- Classes of a series that are over, and whom the video failed in them. Viewers are judged in the order of their ids.
create table verdicts (
    session_id {uuid} primary key,
    started_at {instant} not null,
    ended_at {instant} not null,
    due_at {instant} not null,
    judged_to {uuid},
    protected_viewers integer not null default 0,
    decided_at {instant}
);
create index verdicts_due on verdicts (due_at) where decided_at is null;
