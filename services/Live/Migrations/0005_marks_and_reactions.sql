-- What became of a note; marked_at_ms is the last mark's time, by which a node finds the marks it was not told of.
alter table form_notes add column seen_at_ms bigint;
alter table form_notes add column better_at_ms bigint;
alter table form_notes add column better_by text;
alter table form_notes add column marked_at_ms bigint;
create index form_notes_by_member on form_notes (to_member, at_ms);

-- Reactions counted by the step they came in; step -1 is outside the steps: before the first, or after the class.
create table reactions (
    session_id {uuid} not null,
    step_index integer not null,
    reaction text not null,
    reacted bigint not null,
    primary key (session_id, step_index, reaction)
);

-- A leader's own words to have at hand, in their order.
create table note_templates (
    member_id {uuid} primary key,
    templates {json} not null
);
