-- Who may lead a class, and by what they are looked up. Of members told of before there was this, whoever has planned a class may.
alter table members add column may_instruct {bool};
alter table members add column search_name text;
update members set search_name = lower(display_name);
update members set may_instruct = (
    exists (select 1 from sessions where sessions.instructor_id = members.member_id)
    or exists (select 1 from series where series.instructor_id = members.member_id));
create index members_search on members (search_name, member_id);

-- When leaders were chosen for this session alone; null while they are those of its series.
alter table sessions add column leaders_chosen_at {instant};
