-- The zone that a member's days are counted in; null until Accounts has told it.
alter table members add column time_zone text;

-- What a member chose to follow: every exercise begins at this level, on this day.
create table own_programmes (
    member_id {uuid} primary key,
    programme text not null,
    start_level integer not null,
    started_on {date} not null
);

-- Classes that a member took part in, told by Live; the highest revision holds.
create table attended_classes (
    attendance_id {uuid} primary key,
    member_id {uuid} not null,
    session_id {uuid} not null,
    revision bigint not null,
    started_at {instant} not null,
    time_zone text,
    took_part {bool} not null,
    exercises {json} not null
);
create index attended_classes_member on attended_classes (member_id);
create index attended_classes_session on attended_classes (session_id);

-- How a class was: effort 1 to 10, pain 0 to 10, the exercises whose targets were missed.
create table check_ins (
    member_id {uuid} not null,
    session_id {uuid} not null,
    day {date} not null,
    effort integer not null,
    pain integer not null,
    missed {json} not null,
    primary key (member_id, session_id)
);

create table practices (
    member_id {uuid} not null,
    practice_id {uuid} not null,
    programme text not null,
    week integer not null,
    started_at {instant} not null,
    day {date} not null,
    seconds integer not null,
    counts {bool} not null,
    effort integer,
    pain integer,
    missed {json} not null,
    exercises {json} not null,
    primary key (member_id, practice_id)
);

-- What a member chose on a day: a flare day, a pain threshold (score), or one exercise a level easier.
create table progress_choices (
    choice_id {uuid} primary key,
    member_id {uuid} not null,
    kind text not null,
    exercise text,
    score integer,
    day {date} not null
);
create index progress_choices_member on progress_choices (member_id);
