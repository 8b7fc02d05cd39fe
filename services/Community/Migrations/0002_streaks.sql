-- What Accounts says of each member; the higher revision wins.
create table members (
    member_id {uuid} primary key,
    revision bigint not null,
    display_name text not null,
    time_zone text not null,
    on_boards {bool} not null,
    first_revision bigint not null,
    first_time_zone text not null
);

-- Folded from the ledger; can be thrown away and folded again.
create table streaks (
    member_id {uuid} primary key,
    version bigint not null,
    current_days integer not null default 0,
    longest_days integer not null default 0,
    freezes integer not null default 0,
    last_kept_day {date},
    next_check_at {instant}
);
create index streaks_to_check on streaks (next_check_at) where next_check_at is not null;

create table week_minutes (
    member_id {uuid} not null,
    week text not null,
    minutes integer not null,
    primary key (member_id, week)
);

-- Which kept days the other services have been told of.
create table told_days (
    member_id {uuid} not null,
    day {date} not null,
    session_id {uuid} not null,
    told_at {instant} not null,
    primary key (member_id, day, session_id)
);
