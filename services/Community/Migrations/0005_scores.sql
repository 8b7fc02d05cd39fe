-- What the boards show of a member, by the name of the board and its period, as the last fold counted it: one JSON
-- object, so that a new board needs no migration.
alter table streaks add column scores {json};

-- The version of the streak that the scores are of: a node of the version before goes on with the streak alone.
alter table streaks add column scored_version bigint;

-- Which rules and boards a row was folded by; one with a lower number than the program's is folded anew.
alter table streaks add column folded_version integer not null default 0;
create index streaks_by_folded_version on streaks (folded_version);

-- Until then the boards go on with what was stored. Nothing reads week_minutes from now on; it stays for as long as
-- the version before may still be running beside this one, which writes it.
update streaks set scores = '{"current-streak":' || current_days || coalesce((
    select ',"minutes-this-week:' || week || '":' || minutes from week_minutes
    where week_minutes.member_id = streaks.member_id order by week desc limit 1
), '') || '}';
